import 'server-only';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { pause } from '@/lib/identity-client/pause';
import { lookedUpBy, pastedKey, readsLikeEmail } from '@/lib/identity/pasted-many';
import type { LookedUp, LookUpLine } from '@/lib/identity/looked-up';
import { exactMatch } from '@/lib/identity/pasted-reference';
import type { Identity } from '@/lib/identity/schema';
import { authorize } from './authorize';
import { remember, sharingOf, storedIdentity, withSince } from './identities';
import { upstream } from './upstream';

/** Values looked up at the same time: a look-up of many must not fill the client's queue, which pages wait in too. */
const AT_ONCE = 4;
/** Pages of 50 that are looked through for those who share an email. */
const PAGES_MOST = 4;
/** What fails so often in a row for a reason that all share, is not asked for the rest. */
const FAILING = 4;
/** Wait after a 429 that does not say how long, and the longest one that is kept, both in milliseconds. */
const WAIT_MS = 5_000;
const WAIT_MOST_MS = 60_000;
/** Waits in one run; beyond that the rest fails, and can be tried again. */
const WAITS_MOST = 20;

type Asked = { shareAs: string; signal: AbortSignal };

/**
 * Looks up pasted ids, external ids and emails and tells of each as soon as it is known, in no fixed order. An id costs
 * one call, an email one search; of an email that no search finds, one more, because it may be an external id. Values
 * that mean the same are asked once and told of once, by the first.
 *
 * Errors: those of the operator's right only. What fails for one value is told of that value.
 *
 * @param signal ends the run
 */
export async function lookUpMany(
  values: readonly string[],
  signal: AbortSignal,
): Promise<Outcome<AsyncGenerator<LookUpLine>>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const once = new Map<string, string>();
  for (const value of values) if (!once.has(pastedKey(value))) once.set(pastedKey(value), value);
  return succeeded(lookedUp([...once.values()], { shareAs: sharingOf(operator.value), signal }));
}

async function* lookedUp(values: string[], asked: Asked): AsyncGenerator<LookUpLine> {
  const left = [...values];
  const running = new Map<string, Promise<{ value: string; result: LookedUp }>>();
  let waits = 0;
  let failures = 0;
  let hopeless: AppError | undefined;
  while (left.length > 0 || running.size > 0) {
    while (running.size < AT_ONCE && left.length > 0) {
      const value = left.shift() ?? '';
      const known: LookedUp | undefined = hopeless && { state: 'failed', error: hopeless };
      const started = known === undefined ? lookUp(value, asked) : Promise.resolve(known);
      const told = started.then((result) => ({ value, result }));
      // Raced below, unless another one ends the run; then nobody would hear of a rejection.
      told.catch(() => {});
      running.set(value, told);
    }
    const { value, result } = await Promise.race(running.values());
    running.delete(value);
    const error = result.state === 'failed' ? result.error : undefined;
    const waitMs = error && hopeless === undefined ? waitOf(error) : undefined;
    if (waitMs !== undefined && waits < WAITS_MOST) {
      waits += 1;
      left.unshift(value);
      yield { waitMs };
      await pause(waitMs, asked.signal);
      continue;
    }
    failures = error === undefined ? 0 : failures + 1;
    if (failures >= FAILING) hopeless ??= error;
    yield { value, result };
  }
}

/** How long to wait before a value is asked for again, where waiting is what the service asks for. */
function waitOf(error: AppError): number | undefined {
  const paused = error.kind === 'unreachable' && error.reason === 'paused';
  if (error.kind !== 'rate-limited' && !paused) return undefined;
  const wanted = ('retryAfterMs' in error ? error.retryAfterMs : undefined) ?? WAIT_MS;
  return wanted <= WAIT_MOST_MS ? wanted : undefined;
}

async function lookUp(value: string, asked: Asked): Promise<LookedUp> {
  const reference = lookedUpBy(value);
  if (reference === undefined) return { state: 'not-found' };
  if (!readsLikeEmail(reference)) return byId(reference, asked);
  const found = await byEmail(reference, asked);
  return found.state === 'not-found' ? byId(reference, asked) : found;
}

async function byId(reference: string, asked: Asked): Promise<LookedUp> {
  const read = await storedIdentity(reference, { figures: true, ...asked });
  if (!read.ok)
    return read.error.kind === 'not-found' ? { state: 'not-found' } : { state: 'failed', error: read.error };
  const { metadata_text: _metadata, workspace_id: _workspace, ...identity } = read.value;
  return { state: 'found', identity, by: identity._id === reference ? 'ID' : 'external ID' };
}

/** Those whose email this is; an external id that reads like it comes first, as it does everywhere. */
async function byEmail(reference: string, asked: Asked): Promise<LookedUp> {
  const found: Identity[] = [];
  let after: string | undefined;
  let whole = false;
  for (let pages = 0; pages < PAGES_MOST && !whole; pages += 1) {
    const page = await searched(reference, after, asked);
    if (!page.ok) return { state: 'failed', error: page.error };
    const { identities, has_more: more } = page.value;
    found.push(...identities.filter((identity) => exactMatch(identity, reference) !== undefined));
    after = identities.at(-1)?._id;
    whole = !more || after === undefined;
  }
  const named = found.find((identity) => exactMatch(identity, reference) !== 'email');
  const rows = (named === undefined ? found : [named]).map(asRow);
  const [identity] = rows;
  if (identity === undefined) return { state: 'not-found' };
  if (named !== undefined) return { state: 'found', identity, by: 'external ID' };
  if (rows.length === 1) return { state: 'found', identity, by: 'email' };
  return { state: 'ambiguous', identities: rows, whole };
}

async function searched(search: string, after: string | undefined, asked: Asked) {
  const client = await upstream();
  const listed = await client.list(
    { limit: 50, search, include_metrics: true, ...(after !== undefined && { starting_after: after }) },
    asked,
  );
  return listed.ok ? listed : failed(withSince(listed.error));
}

function asRow(identity: Identity) {
  remember(identity);
  const { metadata: _metadata, workspace_id: _workspace, ...row } = identity;
  return row;
}
