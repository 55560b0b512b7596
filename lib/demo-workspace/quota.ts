import { hash32, mixed } from './random';

/**
 * Exact shares without a plan in memory. `shuffledPlace` is a permutation of [0, size), so "the first 17 % of places"
 * is exactly 17 % of identities, and a million of them need no list to be shuffled.
 */

/** Where `index` stands in a shuffled row of `size`. Each `name` shuffles its own way. */
export function shuffledPlace(index: number, size: number, seed: number, name: string): number {
  const bits = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const mask = 2 ** bits - 1;
  const key = hash32(`${seed}\n${name}`);
  let place = index;
  // Feistel rounds permute a power of four; walking on until the place lies inside keeps it a permutation of [0, size).
  do {
    let left = place >>> bits;
    let right = place & mask;
    for (let round = 0; round < 4; round += 1)
      [left, right] = [right, left ^ (mixed(right ^ (key + round * 0x9e3779b9)) & mask)];
    place = left * 2 ** bits + right;
  } while (place >= size);
  return place;
}

/** Which of the shares (weights of any sum) a place in [0, size) falls into. */
export function shareAt<T>(place: number, size: number, shares: readonly (readonly [T, number])[]): T {
  const total = shares.reduce((sum, [, weight]) => sum + weight, 0);
  let until = 0;
  for (const [value, weight] of shares) {
    until += weight;
    if (place + 0.5 < (until / total) * size) return value;
  }
  const last = shares.at(-1);
  if (last === undefined) throw new RangeError('There are no shares.');
  return last[0];
}
