import 'server-only';

/** When a read is repeated, and how long it waits. Changes are never repeated here. */

const REPEATABLE = new Set([408, 429, 500, 502, 503, 504]);
const BASE_MS = 200;
const CAP_MS = 2_000;
const WINDOW_MS = 60_000;
/** Share of the last minute's calls that may be repeats, so that a struggling upstream is not made worse. */
const BUDGET = 0.1;
/** Repeats a minute that a quiet dashboard may make all the same: a tenth of two calls would be none. */
const FLOOR = 10;

/** Whether a status may go away by itself. */
export function isRepeatableStatus(status: number): boolean {
  return REPEATABLE.has(status);
}

/** Full jitter: anything up to the doubled base of each attempt, at most two seconds. `attempt` counts from 0. */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.floor(random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt));
}

/** Milliseconds an answer asks to wait: `retry-after-ms`, else `Retry-After` in seconds or as a date. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const milliseconds = headers.get('retry-after-ms');
  if (milliseconds !== null && /^\d{1,9}(\.\d+)?$/.test(milliseconds.trim()))
    return Math.ceil(Number(milliseconds));
  const after = headers.get('retry-after')?.trim();
  if (after === undefined || after === '') return undefined;
  if (/^\d{1,6}(\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1000);
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Counts calls and repeats of the last minute, and says whether one more repeat is within the budget. */
export class RetryBudget {
  #calls: number[] = [];
  #repeats: number[] = [];

  constructor(readonly now: () => number) {}

  noteCall(): void {
    this.#calls.push(this.now());
  }

  /** Takes one repeat out of the budget, if there is one. */
  take(): boolean {
    const since = this.now() - WINDOW_MS;
    this.#calls = this.#calls.filter((at) => at > since);
    this.#repeats = this.#repeats.filter((at) => at > since);
    if (this.#repeats.length >= Math.max(FLOOR, this.#calls.length * BUDGET)) return false;
    this.#repeats.push(this.now());
    return true;
  }
}
