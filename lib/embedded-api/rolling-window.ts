import 'server-only';

/** Length of the window, in milliseconds (contract, Rate limits: rolling 60 s). */
export const WINDOW_MS = 60_000;

/** What a request finds: whether it is let through, and how the window stands after it. */
export type WindowState = {
  admitted: boolean;
  remaining: number;
  /** When the next place becomes free, on the caller's clock. */
  freeAt: number;
};

/**
 * At most `limit` requests in any 60 seconds. A refused request takes no place, so a caller that keeps asking is let
 * in again. The times lie in a ring of `limit` places: memory and work stay the same however many ask.
 */
export function rollingWindow(limit: number): (now: number) => WindowState {
  const times = new Float64Array(limit);
  let oldest = 0;
  let count = 0;
  const at = (index: number) => times[index % limit] ?? 0;
  return (now) => {
    while (count > 0 && at(oldest) <= now - WINDOW_MS) {
      oldest = (oldest + 1) % limit;
      count -= 1;
    }
    const admitted = count < limit;
    if (admitted) {
      times[(oldest + count) % limit] = now;
      count += 1;
    }
    return { admitted, remaining: limit - count, freeAt: at(oldest) + WINDOW_MS };
  };
}
