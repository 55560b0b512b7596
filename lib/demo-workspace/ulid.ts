import type { Random } from './random';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A bare ULID from a time in milliseconds and a seeded stream. 80 drawn bits: no two of a million will meet. */
export function ulidAt(milliseconds: number, random: Random): string {
  let time = '';
  for (let left = Math.max(0, Math.floor(milliseconds)), at = 0; at < 10; at += 1) {
    time = CROCKFORD.charAt(left % 32) + time;
    left = Math.floor(left / 32);
  }
  let rest = '';
  for (let at = 0; at < 16; at += 1) rest += CROCKFORD.charAt(random.whole(0, 31));
  return time + rest;
}
