/**
 * Seeded chance. The demo workspace is a pure function of its seed, so neither `Math.random` nor the clock is used:
 * every identity draws from a stream of its own, named by what it is for, and a change to one leaves the others alone.
 */

/** A stream of seeded draws. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the choices, which must not be empty. */
  pick<T>(choices: readonly T[]): T;
  /** One of the choices, as likely as its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** A draw from the standard normal distribution. */
  normal(): number;
  /** A log-normal draw with this median. */
  logNormal(median: number, sigma: number): number;
};

/** A 32-bit hash (FNV-1a, then mixed), the start of a stream. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** Spreads every bit of a 32-bit number over all of it (the finaliser of MurmurHash3). */
export function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The stream (mulberry32) that belongs to a seed and a name. */
export function randomFor(seed: number, ...name: (string | number)[]): Random {
  let state = hash32(`${seed}\n${name.join('\n')}`);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const at = <T>(choices: readonly T[], index: number): T => {
    const choice = choices[index];
    if (choice === undefined) throw new RangeError('There is nothing to pick from.');
    return choice;
  };
  return {
    next,
    normal,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (choices) => at(choices, Math.floor(next() * choices.length)),
    weighted(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      const index = choices.findIndex(([, weight]) => (left -= weight) < 0);
      return at(choices, index === -1 ? choices.length - 1 : index)[0];
    },
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
  };
}
