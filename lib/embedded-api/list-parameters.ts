import 'server-only';
import type { IdentitySortField } from '@/lib/identity/schema';
import { ApiProblem } from './api-problem';
import { listQuery, parseQuery } from './query-parameters';

/** Newest first, display name A to Z, or last changed first (contract, Pagination semantics). */
export type ListOrder = 'newest' | 'name' | 'updated';

/** A row, named by its `_id`, and the side of it that was asked for. */
export type Cursor = { id: string; side: 'after' | 'before' };

/** A list call, checked. */
export type ListParameters = {
  limit: number;
  cursor: Cursor | undefined;
  order: ListOrder;
  /** Trimmed; `undefined` is no filter. */
  search: string | undefined;
  /** Any of these; none is no filter. */
  tags: string[];
  includeMetrics: boolean;
  includeBudget: boolean;
};

/** Checks the parameters of a list call; unknown ones are ignored. Throws `ApiProblem`. */
export function parseListParameters(query: URLSearchParams): ListParameters {
  const checked = parseQuery(listQuery, query);
  return {
    limit: checked.limit,
    cursor: oneCursor(checked.starting_after, checked.ending_before),
    order: ORDERS[checked.sort_by ?? 'IDENTITY_SORT_FIELD_UNSPECIFIED'],
    search: checked.search || undefined,
    tags: checked['filter_by.tags'],
    includeMetrics: checked.include_metrics,
    includeBudget: checked.include_budget,
  };
}

/** The query of an address as sent. Text that is not UTF-8 would be replaced silently: refused. Throws `ApiProblem`. */
export function sentQuery(request: Request): URLSearchParams {
  const { search, searchParams } = new URL(request.url);
  try {
    decodeURIComponent(search.replace(/%(?![\da-f]{2})/gi, '%25'));
  } catch {
    throw new ApiProblem('invalid_request', 'The query is not UTF-8. Percent-encode its values as UTF-8.');
  }
  return searchParams;
}

const ORDERS: Record<IdentitySortField, ListOrder> = {
  IDENTITY_SORT_FIELD_UNSPECIFIED: 'newest',
  IDENTITY_SORT_FIELD_DISPLAY_NAME: 'name',
  IDENTITY_SORT_FIELD_UPDATED: 'updated',
};

/** At most one of two cursors. Throws `ApiProblem`. */
export function oneCursor(after: string | undefined, before: string | undefined): Cursor | undefined {
  if (after !== undefined && before !== undefined) {
    throw new ApiProblem('invalid_request', 'Send starting_after or ending_before, not both.', {
      starting_after: ['Not together with ending_before.'],
      ending_before: ['Not together with starting_after.'],
    });
  }
  if (after !== undefined) return { id: after, side: 'after' };
  return before === undefined ? undefined : { id: before, side: 'before' };
}
