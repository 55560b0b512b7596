/**
 * Pasted values on their way from the search box or the palette to the page that looks them up. In memory only: an
 * address holds no five hundred of them, and nothing about identities is kept in the browser's storage.
 */
let handed: readonly string[] | undefined;
const listeners = new Set<() => void>();

/** Hands values over to the page of look-ups, which may be open already. */
export function handOverValues(values: readonly string[]): void {
  handed = values;
  for (const listener of listeners) listener();
}

/** The values that were handed over, once. */
export function takeHandedValues(): readonly string[] | undefined {
  const taken = handed;
  handed = undefined;
  return taken;
}

/** Hears of values that are handed over; returns how to stop. */
export function onHandedValues(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
