import 'server-only';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import { failed, succeeded } from '@/lib/errors/app-error';
import type { Operator } from '@/lib/auth/operator';
import type { IdentityPage, IdentityRecord, IdentityRow } from '@/lib/identity/identity-record';
import { listParameters, type ListQuery } from '@/lib/identity/list-query';
import type { Identity } from '@/lib/identity/schema';
import { metadataCells } from '@/lib/identity/metadata-cell';
import { authorize } from './authorize';
import { rememberAvatarUrl } from './avatar-urls';
import { laidOut, listLayout, type ListLayout } from './list-layout';
import { isBudgetShown, withListedBudgets } from './listed-budgets';
import { withinOneDeadline } from './operator-action';
import { rememberIdentity } from './seen-identities';
import { rememberMetadataKeys } from './seen-metadata-keys';
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
  const layout = await listLayout(operator.value, query.view);
  return withinOneDeadline(() => pageAt(query, layout, { shareAs, ...(signal && { signal }) }));
}

async function pageAt(query: ListQuery, layout: ListLayout, asked: Asked): Promise<Outcome<IdentityPage>> {
  const answered = await listOnce(query, layout, asked);
  const hasCursor = query.after !== undefined || query.before !== undefined;
  if (!hasCursor) return answered;
  if (!answered.ok) {
    return answered.error.kind === 'invalid'
      ? listOnce({ ...query, after: undefined, before: undefined }, layout, asked)
      : answered;
  }
  if (answered.value.rows.length > 0) return answered;
  return listOnce({ ...query, after: undefined, before: query.after }, layout, asked);
}

async function listOnce(query: ListQuery, layout: ListLayout, asked: Asked): Promise<Outcome<IdentityPage>> {
  const client = await upstream();
  // orq.ai gives what is set of a budget with the page.
  const include_budget = settings().mode === 'orq' && isBudgetShown(layout);
  const listed = await client.list({ ...listParameters(query), include_budget }, asked);
  if (!listed.ok) return failed(withSince(listed.error));
  const rows = listed.value.identities.map((identity) => asRow(identity, layout.metadataKeys));
  const page = laidOut(
    { rows, has_more: listed.value.has_more, query, read_at: new Date().toISOString() },
    layout,
  );
  return succeeded(include_budget ? { ...page, budgets: 'shown' } : await withListedBudgets(page, asked));
}

/** An identity as a row: of its metadata only the keys that are columns, as every list would ship the rest. */
function asRow(identity: Identity, metadataKeys: readonly string[]): IdentityRow {
  remember(identity);
  const { metadata, workspace_id: _workspace, ...row } = identity;
  rememberMetadataKeys(identity._id, metadata);
  return metadataKeys.length === 0 ? row : { ...row, metadata: metadataCells(metadata, metadataKeys) };
}

/** Notes what later requests can use without a call of their own. */
export function remember(identity: Omit<Identity, 'metadata' | 'workspace_id' | 'metrics'>): void {
  rememberIdentity(identity);
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
