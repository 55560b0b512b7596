import 'server-only';
import { ApiProblem } from './api-problem';
import { rollingWindow } from './rolling-window';

/** Counts one request: the headers of its answer, and the problem when it is one too many. */
export type RateLimit = () => { headers: Record<string, string>; problem: ApiProblem | undefined };

/**
 * A limit on the requests of this API's one key in any 60 seconds, with the headers of the platform's own limit
 * (contract, Rate limits; `X-RateLimit-Reset` in Unix seconds, as proposed there). `clock` gives Unix milliseconds.
 *
 * Our own few lines, because hono-rate-limiter 0.5 counts in fixed windows, which let twice the limit through at
 * their edge, names its headers otherwise, and keeps a store for many keys where there is one.
 */
export function rateLimit(requestsPerMinute: number, clock: () => number): RateLimit {
  const admit = rollingWindow(requestsPerMinute);
  return () => {
    const now = clock();
    const { admitted, remaining, freeAt } = admit(now);
    const headers = {
      'X-RateLimit-Limit': String(requestsPerMinute),
      'X-RateLimit-Remaining': String(remaining),
      'X-RateLimit-Reset': String(Math.ceil(freeAt / 1000)),
    };
    if (admitted) return { headers, problem: undefined };
    const seconds = Math.max(1, Math.ceil((freeAt - now) / 1000));
    return {
      headers: { ...headers, 'Retry-After': String(seconds) },
      problem: new ApiProblem('rate_limit_exceeded'),
    };
  };
}

/** Unix milliseconds that only grow: a clock that is set back must not close the window for longer. */
export function steadyClock(): number {
  return performance.timeOrigin + performance.now();
}
