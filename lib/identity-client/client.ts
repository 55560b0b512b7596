import 'server-only';
import type { Outcome } from '@/lib/errors/app-error';
import { failed, succeeded } from '@/lib/errors/app-error';
import type { CreateIdentityRequest, UpdateIdentityRequest } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import type { Identity, ListIdentitiesParameters } from '@/lib/identity/schema';
import { identityOf, pageOf, type OnUnreadable } from './answer';
import { exchange, type Answer, type Loss } from './exchange';
import { failureOf, lossOf } from './failure';
import { CLIENT_LIMITS, type ClientLimits } from './limits';
import { Queue } from './queue';
import { collectionAddress, identityAddress, listAddress, type TagEncoding } from './request-address';
import { backoffMs, isRepeatableStatus, RetryBudget, retryAfterMs } from './retry';

type CallOptions = { signal?: AbortSignal };
type UpdateOptions = CallOptions & {
  /** ISO 8601 `updated` of the version the change was made for. Hosts that know `If-Match` answer 412 to another one. */
  ifUnchangedSince?: string | undefined;
};

/**
 * The identity API. Every method answers an `Outcome`; a call rejects only when its own `signal` is aborted, with
 * the signal's reason. Reads are repeated within limits, changes never.
 */
export type IdentityClient = {
  /** One page. Errors: `invalid` (a cursor that cannot be placed, say) and those of any call. */
  list(
    parameters: ListIdentitiesParameters,
    options?: CallOptions,
  ): Promise<Outcome<{ identities: Identity[]; has_more: boolean }>>;
  /** Errors: `invalid`, `conflict` when the external id is taken, and those of any call. */
  create(body: CreateIdentityRequest, options?: CallOptions): Promise<Outcome<IdentityRecord>>;
  /** By `_id` or external id. Errors: `not-found` and those of any call. */
  retrieve(
    id: string,
    options?: CallOptions & { include_metrics?: boolean },
  ): Promise<Outcome<IdentityRecord>>;
  /** Sends the given fields only; `null` clears a text. Errors: `invalid`, `not-found`, `upstream` 412, those of any call. */
  update(id: string, body: UpdateIdentityRequest, options?: UpdateOptions): Promise<Outcome<IdentityRecord>>;
  /** Any 2xx is success, whatever its body. Errors: `not-found` and those of any call. */
  delete(id: string, options?: CallOptions): Promise<Outcome<void>>;
};

/** What a client is made of. `fetch` may be the network's or a handler in this process; the rest is for tests. */
export type ClientParts = {
  /** Base URL; a path prefix is kept. */
  baseUrl: string;
  apiKey: string;
  fetch: (request: Request) => Promise<Response>;
  tagEncoding?: TagEncoding;
  onUnreadable?: OnUnreadable;
  limits?: Partial<ClientLimits>;
  now?: () => number;
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  random?: () => number;
};

type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  address: string;
  body?: string;
  headers?: Record<string, string>;
};

/** Makes a client. The key lives in this closure only: the client has no member that holds it. */
export function createIdentityClient({
  baseUrl,
  apiKey,
  fetch: send,
  tagEncoding = 'repeated',
  onUnreadable = () => {},
  limits: someLimits,
  now = Date.now,
  sleep = pause,
  random = Math.random,
}: ClientParts): IdentityClient {
  const limits = { ...CLIENT_LIMITS, ...someLimits };
  const queue = new Queue(limits.atOnce);
  const budget = new RetryBudget(now);

  async function attempt(
    call: Call,
    deadline: AbortSignal,
    caller: AbortSignal | undefined,
  ): Promise<Answer | Loss> {
    const signals = [
      deadline,
      AbortSignal.timeout(limits.attemptMs),
      ...(caller === undefined ? [] : [caller]),
    ];
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
      signal: AbortSignal.any(signals),
    });
    return exchange(send, request, { caller, bytes: limits.answerBytes });
  }

  /** One operation within its deadline: repeats reads that may get better, turns what is left into an error. */
  async function perform(call: Call, caller: AbortSignal | undefined): Promise<Outcome<Answer>> {
    const changing = call.method !== 'GET';
    const started = now();
    const deadline = AbortSignal.timeout(limits.deadlineMs);
    const waiting = caller === undefined ? deadline : AbortSignal.any([deadline, caller]);
    const run = async (): Promise<Outcome<Answer>> => {
      budget.noteCall();
      for (let count = 0; ; count += 1) {
        const result = await attempt(call, deadline, caller);
        if (!('loss' in result) && result.status >= 200 && result.status < 300) return succeeded(result);
        const error = 'loss' in result ? lossOf(result, changing) : failureOf(result, { apiKey, now: now() });
        const mayHelp =
          'loss' in result
            ? result.loss === 'timeout' || result.loss === 'connection'
            : isRepeatableStatus(result.status);
        if (changing || !mayHelp || count + 1 >= limits.attempts) return failed(error);
        const asked = 'loss' in result ? undefined : retryAfterMs(result.headers, now());
        const wait = asked ?? backoffMs(count, random);
        if (now() - started + wait >= limits.deadlineMs || deadline.aborted || !budget.take())
          return failed(error);
        await sleep(wait, waiting);
      }
    };
    try {
      return await queue.run(run, waiting);
    } catch (error) {
      caller?.throwIfAborted();
      // The deadline ran out in the queue or in a wait: nothing of this attempt was sent.
      if (deadline.aborted) return failed(lossOf({ loss: 'timeout' }, false));
      throw error;
    }
  }

  /** A call for one identity; an id that no address can name is an identity that is not there. */
  async function performOn(
    id: string,
    call: Omit<Call, 'address'>,
    query: string,
    caller: AbortSignal | undefined,
  ): Promise<Outcome<Answer>> {
    const address = identityAddress(baseUrl, id);
    if (address === undefined) return failed({ kind: 'not-found', message: 'Identity not found' });
    return perform({ ...call, address: `${address}${query}` }, caller);
  }

  return {
    async list(parameters, { signal } = {}) {
      const answer = await perform(
        { method: 'GET', address: listAddress(baseUrl, parameters, tagEncoding) },
        signal,
      );
      return answer.ok ? pageOf(answer.value, onUnreadable) : answer;
    },
    async create(body, { signal } = {}) {
      const answer = await perform(
        { method: 'POST', address: collectionAddress(baseUrl), body: bodyText(body) },
        signal,
      );
      return answer.ok ? identityOf(answer.value, true, onUnreadable) : answer;
    },
    async retrieve(id, { signal, include_metrics: figures = false } = {}) {
      const answer = await performOn(id, { method: 'GET' }, figures ? '?include_metrics=true' : '', signal);
      return answer.ok ? identityOf(answer.value, false, onUnreadable) : answer;
    },
    async update(id, body, { signal, ifUnchangedSince } = {}) {
      const headers = ifUnchangedSince === undefined ? undefined : { 'If-Match': `"${ifUnchangedSince}"` };
      const call = { method: 'PATCH' as const, body: bodyText(body), ...(headers && { headers }) };
      const answer = await performOn(id, call, '', signal);
      return answer.ok ? identityOf(answer.value, true, onUnreadable) : answer;
    },
    async delete(id, { signal } = {}) {
      const answer = await performOn(id, { method: 'DELETE' }, '', signal);
      return answer.ok ? succeeded(undefined) : answer;
    },
  };
}

/** A body with its metadata as the very text it was given as. */
function bodyText({
  metadata_text: metadata,
  ...rest
}: CreateIdentityRequest | UpdateIdentityRequest): string {
  const text = JSON.stringify(rest);
  if (metadata === undefined) return text;
  return `${text.slice(0, -1)}${text === '{}' ? '' : ','}"metadata":${metadata}}`;
}

/** Waits, or rejects with the signal's reason. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', leave, { once: true });
  });
}
