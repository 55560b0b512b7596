import * as z from 'zod';
import { isWellFormedText } from './well-formed-text';
import { PERIODS } from '@/lib/reporting/period';
import { LIST_LIMITS, LIST_SORTS, readListAddress, withOwnDays } from './list-address';
import type { IdentitySortField, ListIdentitiesParameters } from './schema';
import { SEARCH_MIN } from './schema';

/**
 * The list's state as it stands in an address, checked. A broken value falls back to its default, because an
 * address must never break the page; this is the only place with `.catch`.
 */
const searchText = z
  .string()
  .refine(isWellFormedText)
  .max(256)
  .transform((value) => value.trim())
  .catch('');
const cursor = z.string().min(1).max(256).refine(isWellFormedText).optional().catch(undefined);

export const listQuery = z
  .object({
    /** The saved view this was opened by, or `all`. */
    view: z.string().min(1).max(64).refine(isWellFormedText).optional().catch(undefined),
    search: searchText,
    tags: z
      .array(z.string().min(1).refine(isWellFormedText))
      .max(50)
      .catch([])
      .transform((value) => [...new Set(value)]),
    sort: z.enum(LIST_SORTS).catch('newest'),
    /** The period of a ranking; absent means the default. */
    days: z.literal(PERIODS).optional().catch(undefined),
    limit: z.literal(LIST_LIMITS).catch(25),
    after: cursor,
    before: cursor,
  })
  // Two cursors contradict each other; the page after wins, as it is the one that people walk.
  .transform((query) => (query.after !== undefined ? { ...query, before: undefined } : query))
  .transform(withOwnDays);
export type ListQuery = z.output<typeof listQuery>;

/** Reads the list's state from the query of an address. Never fails. */
export function parseListQuery(parameters: URLSearchParams): ListQuery {
  return listQuery.parse(readListAddress(parameters));
}

const SORT_FIELDS: { [sort in ListQuery['sort']]?: IdentitySortField } = {
  name: 'IDENTITY_SORT_FIELD_DISPLAY_NAME',
  updated: 'IDENTITY_SORT_FIELD_UPDATED',
};

/** The call that answers a list query, of a ranking without its order. One character of search is not sent (disagreement 8). */
export function listParameters(query: ListQuery): ListIdentitiesParameters {
  const sortField = SORT_FIELDS[query.sort];
  return {
    limit: query.limit,
    ...(query.after !== undefined && { starting_after: query.after }),
    ...(query.before !== undefined && { ending_before: query.before }),
    ...(query.search.length >= SEARCH_MIN && { search: query.search }),
    ...(query.tags.length > 0 && { tags: query.tags }),
    ...(sortField !== undefined && { sort_by: sortField }),
    include_metrics: true,
  };
}
