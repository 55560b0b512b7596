import 'server-only';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { timeLimit } from '@/lib/http/time-limit';
import { Breaker, type BreakerResult } from './breaker';
import { startDeadline, type Deadline } from './deadline';
import { exchange, type Answer, type Loss } from './exchange';
import { failureOf, lossOf, type Operation } from './failure';
import { joinSignals } from './joined-signal';
import { CLIENT_LIMITS, type ClientLimits } from './limits';
import { pause } from './pause';
import { Queue } from './queue';
import { backoffMs, isRepeatableStatus, RetryBudget, retryAfterMs } from './retry';
import { SharedReads } from './shared-reads';

/** One call as it is sent. */
export type Call = {
  operation: Operation;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  address: string;
  body?: string;
  headers?: Record<string, string>;
  /** A call that only reads though its method is not GET, such as a report: it is repeated and shared as reads are. */
  reads?: true;
};

/** How one call is made. */
export type CallOptions = {
  /** The caller's: once it is aborted the call rejects with its reason. */
  signal?: AbortSignal;
  /** Names for whom a read is made, such as an operator and a permission. Same reads for the same share one request. */
  shareAs?: string;
  /** Sent even while the breaker is open: the look-up of a change whose answer was lost. */
  pressing?: boolean;
};

/** What the calls of a client are made with. All but `apiKey` and `fetch` has a default. */
export type CallParts = {
  apiKey: string;
  fetch: (request: Request) => Promise<Response>;
  limits?: Partial<ClientLimits>;
  /** The deadline of the operator's action that a call is made in; without one each call has its own. */
  deadline?: () => Deadline | undefined;
  /** Aborted when the process ends: whatever is on its way ends with it. */
  shutdown?: AbortSignal;
  now?: () => number;
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  random?: () => number;
};

type Refused = { refusedMs: number };

/**
 * Makes the function that performs calls of one host: within a deadline, so many at once, behind a breaker; reads that
 * may get better are repeated, changes never; what is left becomes an error. Rejects only when the caller left.
 */
export function createCalls({
  apiKey,
  fetch: send,
  limits: someLimits,
  deadline: actionDeadline = () => undefined,
  shutdown,
  now = Date.now,
  sleep = pause,
  random = Math.random,
}: CallParts): (call: Call, options: CallOptions) => Promise<Outcome<Answer>> {
  const limits = { ...CLIENT_LIMITS, ...someLimits };
  const queue = new Queue(limits.atOnce);
  const budget = new RetryBudget(now);
  const breaker = new Breaker(now);
  const reads = new SharedReads<Outcome<Answer>>();

  async function attempt(
    call: Call,
    deadline: Deadline,
    { signal: caller, pressing = false }: CallOptions,
  ): Promise<Answer | Loss | Refused> {
    const pass = pressing ? breaker.askAnyway() : breaker.ask();
    if (pass === undefined) return { refusedMs: breaker.waitMs() };
    const own = timeLimit(limits.attemptMs);
    const ending = joinSignals(deadline.signal, own.signal, shutdown, caller);
    let told: BreakerResult = 'unclear';
    try {
      const request = new Request(call.address, {
        method: call.method,
        headers: {
          Accept: 'application/json',
          Authorization: `Bearer ${apiKey}`,
          ...(call.body !== undefined && { 'Content-Type': 'application/json' }),
          ...call.headers,
        },
        ...(call.body !== undefined && { body: call.body }),
        redirect: 'error',
        cache: 'no-store',
        signal: ending.signal,
      });
      const result = await exchange(send, request, { caller, shutdown, bytes: limits.answerBytes });
      told = toldBy(result, own.signal.aborted);
      return result;
    } finally {
      ending.release();
      own.release();
      breaker.report(pass, told);
    }
  }

  async function perform(call: Call, options: CallOptions): Promise<Outcome<Answer>> {
    const changing = !isRead(call);
    const shared = actionDeadline();
    const deadline = shared ?? startDeadline(limits.deadlineMs, now);
    const { signal: caller } = options;
    const waiting = joinSignals(deadline.signal, shutdown, caller);
    let error: AppError | undefined;
    budget.noteCall();
    try {
      for (let count = 0; ; count += 1) {
        // Each attempt takes its turn: a repeat that waits holds no place.
        const result = await queue.run(() => attempt(call, deadline, options), waiting.signal);
        if ('refusedMs' in result) return failed(error ?? refusal(result.refusedMs));
        if (!('loss' in result) && result.status >= 200 && result.status < 300) return succeeded(result);
        error =
          'loss' in result
            ? lossOf(result, changing)
            : failureOf(result, { apiKey, now: now(), operation: call.operation });
        const pausedMs = breaker.waitMs();
        if (pausedMs > 0) return failed(withPause(error, pausedMs));
        if (changing || !mayHelp(result) || count + 1 >= limits.attempts) return failed(error);
        const asked = 'loss' in result ? undefined : retryAfterMs(result.headers, now());
        const wait = asked ?? backoffMs(count, random);
        if (wait >= deadline.leftMs() || !budget.take()) return failed(error);
        await sleep(wait, waiting.signal);
      }
    } catch (thrown) {
      caller?.throwIfAborted();
      // It ended in the queue or in a wait: nothing of this attempt was sent.
      if (shutdown?.aborted === true) return failed(error ?? lossOf({ loss: 'stopping' }, false));
      if (deadline.signal.aborted) return failed(error ?? lossOf({ loss: 'timeout' }, false));
      throw thrown;
    } finally {
      waiting.release();
      if (shared === undefined) deadline.release();
    }
  }

  return async (call, options) => {
    if (!isRead(call)) {
      reads.forget();
      return perform(call, options).finally(() => reads.forget());
    }
    if (options.shareAs === undefined) return perform(call, options);
    const key = JSON.stringify([options.shareAs, call.address, call.body]);
    return reads.read(key, options.signal, (signal) => perform(call, { ...options, signal }));
  };
}

function isRead({ method, reads }: Call): boolean {
  return method === 'GET' || reads === true;
}

/** What a result tells the breaker. An attempt that the action's deadline cut short had no fair chance. */
function toldBy(result: Answer | Loss, hadItsTime: boolean): BreakerResult {
  if (!('loss' in result)) {
    if (result.status === 429) return 'limited';
    return result.status >= 500 ? 'failed' : 'answered';
  }
  if (result.loss === 'connection' || (result.loss === 'timeout' && hadItsTime)) return 'failed';
  return result.loss === 'timeout' || result.loss === 'stopping' ? 'unclear' : 'answered';
}

function mayHelp(result: Answer | Loss): boolean {
  return 'loss' in result
    ? result.loss === 'timeout' || result.loss === 'connection'
    : isRepeatableStatus(result.status);
}

/** The breaker's refusal: nothing was sent. */
function refusal(milliseconds: number): AppError {
  return {
    kind: 'unreachable',
    reason: 'paused',
    message: 'The service failed several times in a row, so it is not asked for some seconds.',
    outcomeUnknown: false,
    retryAfterMs: milliseconds,
  };
}

/** An error after which the breaker is open says when the service is asked again. */
function withPause(error: AppError, milliseconds: number): AppError {
  const isDown = error.kind === 'unreachable' || (error.kind === 'upstream' && error.status >= 500);
  if (!isDown) return error;
  return { ...error, retryAfterMs: Math.max(milliseconds, error.retryAfterMs ?? 0) };
}
