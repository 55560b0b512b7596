import type { ListQuery } from './list-query';

/**
 * The list's address: names, order and defaults of its parameters. No zod here, so that the list page does not
 * ship it; `list-query.ts` checks what this file reads.
 */
export const LIST_SORTS = ['newest', 'name', 'updated'] as const;
export const LIST_LIMITS = [10, 25, 50] as const;
const DEFAULT_SORT = 'newest';
const DEFAULT_LIMIT = 25;

/** The raw values of an address, unchecked. */
export function readListAddress(parameters: URLSearchParams) {
  return {
    search: parameters.get('search') ?? '',
    tags: parameters.getAll('tag'),
    sort: parameters.get('sort') ?? DEFAULT_SORT,
    limit: /^\d{1,3}$/.test(parameters.get('limit') ?? '') ? Number(parameters.get('limit')) : DEFAULT_LIMIT,
    after: parameters.get('after') ?? undefined,
    before: parameters.get('before') ?? undefined,
  };
}

/**
 * The query part of the list's address, `''` or `?…`. Defaults are left out and the order is fixed, so equal views
 * have equal addresses.
 */
export function listSearch(query: ListQuery): '' | `?${string}` {
  const parameters = new URLSearchParams();
  if (query.search !== '') parameters.set('search', query.search);
  for (const tag of query.tags) parameters.append('tag', tag);
  if (query.sort !== DEFAULT_SORT) parameters.set('sort', query.sort);
  if (query.limit !== DEFAULT_LIMIT) parameters.set('limit', String(query.limit));
  if (query.after !== undefined) parameters.set('after', query.after);
  else if (query.before !== undefined) parameters.set('before', query.before);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** A changed view: a change of search, tags, sort or page size starts again at the first page. */
export function changedQuery(query: ListQuery, changes: Partial<ListQuery>): ListQuery {
  return { ...query, after: undefined, before: undefined, ...changes };
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
  return {
    search: raw.search.trim(),
    tags: [...new Set(raw.tags)].filter((tag) => tag !== ''),
    sort: LIST_SORTS.find((sort) => sort === raw.sort) ?? DEFAULT_SORT,
    limit: LIST_LIMITS.find((limit) => limit === raw.limit) ?? DEFAULT_LIMIT,
    after,
    before: after === undefined && raw.before !== '' ? raw.before : undefined,
  };
}
