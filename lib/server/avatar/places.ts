import 'server-only';

/** Runs work when a place is free; undefined when nobody else may wait. */
export type Places = <T>(work: () => Promise<T>) => Promise<T> | undefined;

/** `atOnce` pieces of work run, `waiting` more wait their turn, and the rest is turned away. */
export function createPlaces(atOnce: number, waiting: number): Places {
  const queue: (() => void)[] = [];
  let running = 0;

  function leave(): void {
    // Handed over, not freed: a newcomer must not overtake the one who waits.
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }

  return <T>(work: () => Promise<T>) => {
    if (running < atOnce) {
      running += 1;
      return work().finally(leave);
    }
    if (queue.length >= waiting) return undefined;
    return new Promise<void>((enter) => queue.push(enter)).then(work).finally(leave);
  };
}
