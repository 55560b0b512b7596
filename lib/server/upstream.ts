import 'server-only';
import { timeLimit } from '@/lib/http/time-limit';
import { createIdentityClient, type IdentityClient } from '@/lib/identity-client/client';
import { createReportCalls, type ReportCalls } from '@/lib/identity-client/report-calls';
import { embedded } from './embedded';
import { logEvent } from './log';
import { currentDeadline } from './operator-action';
import { openedOnce, processWide } from './process-wide';
import { settings } from './settings';
import { shutdownSignal } from './shutdown';

/**
 * The one place where the client meets its upstream: orq.ai over the network, or the embedded API in this process.
 * Both pass the same wire format through the same client, so there is one code path and no second contract.
 */
export function upstream(): Promise<IdentityClient> {
  return openedOnce('upstream', async () => {
    const { mode, ORQ_TAG_FILTER } = settings();
    const { fetch: send, ...parts } = await upstreamParts();
    return createIdentityClient({
      ...parts,
      ...(mode === 'orq' && { tagEncoding: ORQ_TAG_FILTER }),
      fetch: withHealth(send),
    });
  });
}

/**
 * Reports of the same upstream. What becomes of them says nothing of its health: a host may fail at reports, or have
 * none, and serve identities all the same.
 */
export function upstreamReports(): Promise<ReportCalls> {
  return openedOnce('upstream-reports', async () => createReportCalls(await upstreamParts()));
}

/** What every client of the upstream is made with. */
async function upstreamParts() {
  const { mode, ORQ_API_KEY, ORQ_API_URL } = settings();
  const common = {
    onUnreadable: (path: string, issue: string) => logEvent('warn', 'unreadable-answer', { path, issue }),
    deadline: currentDeadline,
    shutdown: shutdownSignal(),
  };
  if (mode === 'orq' && ORQ_API_KEY !== undefined)
    return { ...common, baseUrl: ORQ_API_URL, apiKey: ORQ_API_KEY, fetch: onceEach };
  const { apiKey, handle } = await embedded();
  return {
    ...common,
    // Never resolved: the handler answers in this process.
    baseUrl: 'http://embedded.localhost',
    apiKey,
    fetch: (request: Request) => handle(request, 'dashboard'),
  };
}

/**
 * The network's fetch. While a page is rendered Next answers every GET of an address from the first one: a repeat
 * would get the very failure it repeats, and a body that is too long could not be let go. A signal in the options of
 * `fetch` opts out of that; one in a `Request` does not, whatever is given beside it (Next 16.4, dedupe-fetch).
 */
function onceEach(request: Request): Promise<Response> {
  const { method, url, headers, redirect, cache, signal } = request;
  return method === 'GET' ? fetch(url, { headers, redirect, cache, signal }) : fetch(request);
}

/** What is known of the upstream from the last call made to it. */
export type UpstreamHealth = {
  state: 'unknown' | 'ok' | 'unreachable';
  /** ISO 8601 time since which the state holds. */
  since?: string;
};

/** How long an answer of the upstream speaks for it, in milliseconds. Also bounds how often health checks ask. */
const HEARD_MS = 10_000;
/** How long a health check waits for the upstream, in milliseconds. */
const PROBE_MS = 2_500;

const health = () =>
  processWide<{ current: UpstreamHealth; heard: number; probe?: Promise<void> }>('upstream-health', () => ({
    current: { state: 'unknown' },
    heard: 0,
  }));

/** The last known state of the upstream; asks nothing of it. */
export function upstreamHealth(): UpstreamHealth {
  return health().current;
}

/**
 * The state of the upstream, asked for one identity when nothing was heard of it for 10 s. Callers at the same time
 * share one question, so that a public address cannot be used to press the upstream.
 */
export async function checkedUpstreamHealth(): Promise<UpstreamHealth> {
  const holder = health();
  if (Date.now() - holder.heard > HEARD_MS)
    await (holder.probe ??= probe().finally(() => {
      delete holder.probe;
    }));
  return holder.current;
}

async function probe(): Promise<void> {
  const client = await upstream();
  const limit = timeLimit(PROBE_MS);
  await client.list({ limit: 1 }, { signal: limit.signal }).catch(() => undefined);
  limit.release();
}

/** Notes with each call whether the upstream answered. An answer of 5xx counts as unreachable: it serves nobody. */
function withHealth(send: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const note = (state: 'ok' | 'unreachable') => {
    const holder = health();
    holder.heard = Date.now();
    if (holder.current.state !== state) holder.current = { state, since: new Date().toISOString() };
  };
  return async (request) => {
    try {
      const response = await send(request);
      note(response.status >= 500 ? 'unreachable' : 'ok');
      return response;
    } catch (error) {
      // A caller that went away says nothing about the upstream; a time limit that ran out does.
      const cancelled = request.signal.aborted && !isTimeout(request.signal.reason);
      if (!cancelled) note('unreachable');
      throw error;
    }
  };
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
