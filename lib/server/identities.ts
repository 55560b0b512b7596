import 'server-only';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import { failed, succeeded } from '@/lib/errors/app-error';
import type { IdentityPage, IdentityRecord, IdentityRow } from '@/lib/identity/identity-record';
import { listParameters, type ListQuery } from '@/lib/identity/list-query';
import type { Identity } from '@/lib/identity/schema';
import { rememberAvatarUrl } from './avatar-urls';
import { withinOneDeadline } from './operator-action';
import { rememberTags } from './seen-tags';
import { upstream, upstreamHealth } from './upstream';

/** Reads of identities. Pages and the routes under `/api` call these same functions. */

/** For whom reads are made: the same reads at the same time share one request, never across what this names. */
const EVERYBODY = 'everybody';

/**
 * One page of the list with 30-day figures.
 *
 * A cursor that the upstream cannot place gives the first page, and a page that became empty steps back to the rows
 * before it; `query` then says which page this is. Errors: any `AppError` but `not-found` and `conflict`.
 */
export async function readIdentityPage(
  query: ListQuery,
  signal?: AbortSignal,
): Promise<Outcome<IdentityPage>> {
  return withinOneDeadline(() => pageAt(query, signal));
}

async function pageAt(query: ListQuery, signal: AbortSignal | undefined): Promise<Outcome<IdentityPage>> {
  const answered = await listOnce(query, signal);
  const hasCursor = query.after !== undefined || query.before !== undefined;
  if (!hasCursor) return answered;
  if (!answered.ok) {
    return answered.error.kind === 'invalid'
      ? listOnce({ ...query, after: undefined, before: undefined }, signal)
      : answered;
  }
  if (answered.value.rows.length > 0) return answered;
  return listOnce({ ...query, after: undefined, before: query.after }, signal);
}

async function listOnce(query: ListQuery, signal: AbortSignal | undefined): Promise<Outcome<IdentityPage>> {
  const client = await upstream();
  const listed = await client.list(listParameters(query), {
    shareAs: EVERYBODY,
    ...(signal && { signal }),
  });
  if (!listed.ok) return failed(withSince(listed.error));
  const rows = listed.value.identities.map(asRow);
  return succeeded({ rows, has_more: listed.value.has_more, query, read_at: new Date().toISOString() });
}

/** An identity as a row: without metadata, which no list shows and every list would ship. */
function asRow(identity: Identity): IdentityRow {
  remember(identity);
  const { metadata: _metadata, workspace_id: _workspace, ...row } = identity;
  return row;
}

/** Notes what later requests can use without a call of their own. */
export function remember(identity: Pick<Identity, '_id' | 'tags' | 'avatar_url'>): void {
  rememberAvatarUrl(identity);
  rememberTags(identity);
}

/**
 * One identity, by `_id` or external id (`_id` wins). Errors: `not-found`, and those of any call.
 *
 * @param figures whether the 30-day figures are asked for
 * @param fresh asks anew, also when the same read is on its way: before a change and after it
 * @param pressing asks also while the breaker is open: the look-up of a change whose answer was lost
 */
export async function readIdentity(
  ref: string,
  {
    figures = false,
    signal,
    fresh = false,
    pressing = false,
  }: { figures?: boolean; signal?: AbortSignal; fresh?: boolean; pressing?: boolean } = {},
): Promise<Outcome<IdentityRecord>> {
  const client = await upstream();
  const read = await client.retrieve(ref, {
    include_metrics: figures,
    pressing,
    ...(!fresh && { shareAs: EVERYBODY }),
    ...(signal && { signal }),
  });
  if (!read.ok) return failed(withSince(read.error));
  remember(read.value);
  return read;
}

/** Adds since when the upstream has been failing to an error that says it is down. */
export function withSince(error: AppError): AppError {
  if (error.kind !== 'unreachable' && error.kind !== 'upstream') return error;
  const { state, since } = upstreamHealth();
  return state === 'unreachable' && since !== undefined ? { ...error, since } : error;
}
