import 'server-only';
import { randomInt } from 'node:crypto';

/**
 * How codes of the second factor are written. Recovery codes are typed by hand on a bad day: small letters and digits
 * without those that are taken for each other.
 */

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 5;
const COUNT = 10;

/** Ten new recovery codes such as `k7m2x-9pq4d-tz3hw`, of 74 bits each. */
export function newRecoveryCodes(): string[] {
  const letter = () => LETTERS.charAt(randomInt(LETTERS.length));
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: COUNT }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** A code as it is kept, from what somebody typed or pasted: apps and lists show spaces and capitals. */
export function codeOf(typed: string): string {
  const bare = typed.toLowerCase().replace(/[\s\-–—]/gu, '');
  if (bare.length !== GROUPS * GROUP_LENGTH) return bare;
  return (bare.match(/.{5}/g) ?? []).join('-');
}
