import { PERIOD_DEFAULT, PERIODS, type PeriodDays } from '@/lib/reporting/period';
import type { RankedBy } from '@/lib/reporting/ranking-schema';
import type { ListQuery } from './list-query';

/**
 * The list's address: names, order and defaults of its parameters. No zod here, so that the list page does not
 * ship it; `list-query.ts` checks what this file reads.
 */
/** Orders by a figure of a period, over the whole workspace; their rows are places of a ranking. */
export const RANKED_SORTS = [
  'cost',
  'requests',
  'tokens',
  'error-rate',
  'change',
] as const satisfies readonly RankedBy[];
export const LIST_SORTS = ['newest', 'name', 'updated', ...RANKED_SORTS] as const;
export const LIST_LIMITS = [10, 25, 50] as const;
/** In place of a view's id: no view, also where the operator opens the list by a view of their own. */
export const NO_VIEW = 'all';
const DEFAULT_SORT = 'newest';
const DEFAULT_LIMIT = 25;

/** What a list is ranked by, if it is a ranking. */
export function rankedBy({ sort }: { sort: string }): RankedBy | undefined {
  return RANKED_SORTS.find((by) => by === sort);
}

/** The period whose figures a ranking goes by, in days. */
export function listDays({ days }: Pick<ListQuery, 'days'>): PeriodDays {
  return days ?? PERIOD_DEFAULT;
}

/** The raw values of an address, unchecked. */
export function readListAddress(parameters: URLSearchParams) {
  return {
    view: parameters.get('view') ?? undefined,
    search: parameters.get('search') ?? '',
    tags: parameters.getAll('tag'),
    sort: parameters.get('sort') ?? DEFAULT_SORT,
    days: PERIODS.find((days) => String(days) === parameters.get('days')),
    limit: /^\d{1,3}$/.test(parameters.get('limit') ?? '') ? Number(parameters.get('limit')) : DEFAULT_LIMIT,
    after: parameters.get('after') ?? undefined,
    before: parameters.get('before') ?? undefined,
  };
}

/**
 * The query part of the list's address, `''` or `?…`. Defaults are left out and the order is fixed, so equal views
 * have equal addresses. With a view the order is always named: `?view=…` alone asks to open the view, and what is
 * shown under its name may be something else already.
 */
export function listSearch(query: ListQuery): '' | `?${string}` {
  const parameters = new URLSearchParams();
  const inView = query.view !== undefined && query.view !== NO_VIEW;
  if (query.view !== undefined) parameters.set('view', query.view);
  if (query.search !== '') parameters.set('search', query.search);
  for (const tag of query.tags) parameters.append('tag', tag);
  if (query.sort !== DEFAULT_SORT || inView) parameters.set('sort', query.sort);
  const { days } = withOwnDays(query);
  if (days !== undefined) parameters.set('days', String(days));
  if (query.limit !== DEFAULT_LIMIT) parameters.set('limit', String(query.limit));
  if (query.after !== undefined) parameters.set('after', query.after);
  else if (query.before !== undefined) parameters.set('before', query.before);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** A changed view: a change of search, tags, sort, period or page size starts again at the first page. */
export function changedQuery(query: ListQuery, changes: Partial<ListQuery>): ListQuery {
  return withOwnDays({ ...query, after: undefined, before: undefined, ...changes });
}

/** A query that names its period only where it is a ranking of another than the default. */
export function withOwnDays<Query extends { sort: string; days?: PeriodDays | undefined }>(
  query: Query,
): Query {
  if (query.days === undefined) return query;
  const own = rankedBy(query) !== undefined && query.days !== PERIOD_DEFAULT;
  return own ? query : { ...query, days: undefined };
}

/** The address of a changed view. */
export function listHref(query: ListQuery, changes: Partial<ListQuery> = {}) {
  return `/identities${listSearch(changedQuery(query, changes))}` as const;
}

/** The address of one identity. */
export function identityHref(id: string) {
  return `/identities/${encodeURIComponent(id)}` as const;
}

/**
 * The list's state from an address that this program wrote or the server has corrected. For the browser, which does
 * not ship the schema; the server checks the same address with `parseListQuery` before it answers.
 */
export function trustedListQuery(parameters: URLSearchParams): ListQuery {
  const raw = readListAddress(parameters);
  const after = raw.after === '' ? undefined : raw.after;
  return withOwnDays({
    view: raw.view === '' ? undefined : raw.view,
    search: raw.search.trim(),
    tags: [...new Set(raw.tags)].filter((tag) => tag !== ''),
    sort: LIST_SORTS.find((sort) => sort === raw.sort) ?? DEFAULT_SORT,
    days: raw.days,
    limit: LIST_LIMITS.find((limit) => limit === raw.limit) ?? DEFAULT_LIMIT,
    after,
    before: after === undefined && raw.before !== '' ? raw.before : undefined,
  });
}
