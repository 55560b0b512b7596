import 'server-only';
import { cookies } from 'next/headers';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import { failed, succeeded } from '@/lib/errors/app-error';
import type { Operator } from '@/lib/auth/operator';
import type { IdentityPage, IdentityRecord, IdentityRow } from '@/lib/identity/identity-record';
import { listParameters, type ListQuery } from '@/lib/identity/list-query';
import type { Identity } from '@/lib/identity/schema';
import { BUDGET_PAGE_MAX } from '@/lib/budget/schema';
import { authorize } from './authorize';
import { rememberAvatarUrl } from './avatar-urls';
import { withinOneDeadline } from './operator-action';
import { rememberTags } from './seen-tags';
import { settings } from './settings';
import { upstream, upstreamHealth } from './upstream';

/** Reads of identities, for operators who may. Pages and the routes under `/api` call these same functions. */

/** For whom reads are made: the same reads at the same time share one request, never across operators and roles. */
export function sharingOf({ id, role }: Operator): string {
  return `${id} ${role}`;
}

type Asked = { shareAs: string; signal?: AbortSignal };

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
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const shareAs = sharingOf(operator.value);
  return withinOneDeadline(() => pageAt(query, { shareAs, ...(signal && { signal }) }));
}

async function pageAt(query: ListQuery, asked: Asked): Promise<Outcome<IdentityPage>> {
  const answered = await listOnce(query, asked);
  const hasCursor = query.after !== undefined || query.before !== undefined;
  if (!hasCursor) return answered;
  if (!answered.ok) {
    return answered.error.kind === 'invalid'
      ? listOnce({ ...query, after: undefined, before: undefined }, asked)
      : answered;
  }
  if (answered.value.rows.length > 0) return answered;
  return listOnce({ ...query, after: undefined, before: query.after }, asked);
}

async function listOnce(query: ListQuery, asked: Asked): Promise<Outcome<IdentityPage>> {
  const client = await upstream();
  const wanted = await isBudgetColumnShown();
  // orq.ai gives what is set of a budget with the page; our own API also what is used, for all rows in one call.
  const include_budget = wanted && settings().mode === 'orq';
  const listed = await client.list({ ...listParameters(query), include_budget }, asked);
  if (!listed.ok) return failed(withSince(listed.error));
  const rows = listed.value.identities.map(asRow);
  const page = { rows, has_more: listed.value.has_more, query, read_at: new Date().toISOString() };
  if (!wanted) return succeeded(page);
  if (include_budget || rows.length === 0) return succeeded({ ...page, budgets: 'shown' });
  const targets = rows.map(({ external_id }) => external_id).filter((target) => target !== '');
  const read = await client.budgets.list({ limit: BUDGET_PAGE_MAX, targets }, asked);
  if (!read.ok) return succeeded({ ...page, budgets: 'unavailable' });
  const budgets = new Map(read.value.budgets.map((budget) => [budget.external_id, budget]));
  return succeeded({
    ...page,
    rows: rows.map((row) => ({ ...row, budget: budgets.get(row.external_id) })),
    budgets: 'shown',
  });
}

/** Whether this operator's list shows budgets. Kept in a cookie, so that the first render obeys. */
async function isBudgetColumnShown(): Promise<boolean> {
  return (await cookies()).get('budget-column')?.value === 'on';
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
  options: { figures?: boolean; signal?: AbortSignal } = {},
): Promise<Outcome<IdentityRecord>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  return storedIdentity(ref, { ...options, shareAs: sharingOf(operator.value) });
}

/**
 * The same for functions that have checked the operator already. Pages and actions must not call it.
 *
 * @param options `shareAs`: for whom, so that the same reads at the same time share one request; `fresh` for a read
 *   around a change, which shares with nobody; `pressing` passes an open breaker
 */
export async function storedIdentity(
  ref: string,
  {
    figures = false,
    signal,
    shareAs,
    fresh = false,
    pressing = false,
  }: {
    figures?: boolean;
    signal?: AbortSignal;
    shareAs?: string;
    fresh?: boolean;
    pressing?: boolean;
  } = {},
): Promise<Outcome<IdentityRecord>> {
  const client = await upstream();
  const read = await client.retrieve(ref, {
    include_metrics: figures,
    pressing,
    ...(!fresh && shareAs !== undefined && { shareAs }),
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
