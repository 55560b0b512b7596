import 'server-only';

/** The limits of a breaker. */
export type BreakerLimits = {
  /** Opens after so many failures in a row, */
  inARow: number;
  /** or once half of so many latest results are failures. */
  latest: number;
  /** How long it stays open before one request may try again, in milliseconds. */
  openMs: number;
};

export const BREAKER_LIMITS: BreakerLimits = { inARow: 5, latest: 20, openMs: 10_000 };

/**
 * What one request told about the upstream. `limited` (429) is neither good nor bad news while the breaker is closed;
 * `unclear` is a request that was given up before anything could be known.
 */
export type BreakerResult = 'answered' | 'failed' | 'limited' | 'unclear';

/** Leave to send one request. It is handed back with its result, also when there is none. */
export type Pass = { readonly round: number };

/** While the one probe is on its way nobody knows when the next may go; this is a guess, in milliseconds. */
const PROBE_MS = 1_000;

/**
 * Keeps requests from an upstream that fails one after the other (security, section 8). Closed it lets everything
 * through and counts. Open it refuses at once, so that nobody waits for what will fail. After ten seconds one request
 * goes through as a probe: an answer closes it, a failure keeps it open for another ten.
 */
export class Breaker {
  #round = 0;
  #inARow = 0;
  #latest: boolean[] = [];
  #openUntil: number | undefined;
  #probe: Pass | undefined;

  constructor(
    readonly now: () => number,
    readonly limits: BreakerLimits = BREAKER_LIMITS,
  ) {}

  /** Milliseconds until a request may be sent again; 0 when one may be sent now. */
  waitMs(): number {
    if (this.#openUntil === undefined) return 0;
    if (this.#probe !== undefined) return PROBE_MS;
    // Never longer than the limit: a clock that was set back must not keep it open.
    return Math.min(this.limits.openMs, Math.max(0, this.#openUntil - this.now()));
  }

  /** Asks to send a request; `undefined` is a refusal. */
  ask(): Pass | undefined {
    if (this.waitMs() > 0) return undefined;
    const pass = this.askAnyway();
    if (this.#openUntil !== undefined) this.#probe = pass;
    return pass;
  }

  /** Leave for a request that must not wait, such as the look-up of a change whose answer was lost. */
  askAnyway(): Pass {
    return { round: this.#round };
  }

  /** Hands a pass back. What was sent before the breaker last opened or closed says nothing any more. */
  report(pass: Pass, result: BreakerResult): void {
    const isProbe = pass === this.#probe;
    if (isProbe) this.#probe = undefined;
    if (pass.round !== this.#round) return;
    if (this.#openUntil === undefined) this.#count(result);
    else if (result === 'answered' || result === 'limited') this.#close();
    else if (result === 'failed' && isProbe) this.#open();
  }

  #count(result: BreakerResult): void {
    if (result !== 'answered' && result !== 'failed') return;
    const failed = result === 'failed';
    this.#inARow = failed ? this.#inARow + 1 : 0;
    this.#latest = [...this.#latest, failed].slice(-this.limits.latest);
    const failures = this.#latest.filter(Boolean).length;
    const half = this.#latest.length === this.limits.latest && failures * 2 >= this.limits.latest;
    if (this.#inARow >= this.limits.inARow || half) this.#open();
  }

  #open(): void {
    this.#round += 1;
    this.#openUntil = this.now() + this.limits.openMs;
  }

  #close(): void {
    this.#round += 1;
    this.#openUntil = undefined;
    this.#probe = undefined;
    this.#inARow = 0;
    this.#latest = [];
  }
}
