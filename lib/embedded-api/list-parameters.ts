import 'server-only';
import { identitySortField, PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, SEARCH_MIN } from '@/lib/identity/schema';
import { characterCount, isWellFormedText } from '@/lib/identity/well-formed-text';
import { ApiProblem, invalidField } from './api-problem';
import { parseTagFilter } from './tag-filter';

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
};

/** Checks the parameters of a list call; unknown ones are ignored. Throws `ApiProblem`. */
export function parseListParameters(query: URLSearchParams): ListParameters {
  parseFlag(query, 'include_budget'); // Checked, then left alone: this store has no budgets.
  const tags = parseTagFilter(query);
  if (!tags.every(isWellFormedText))
    throw invalid('tags', 'A tag cannot contain NUL or half of a surrogate pair.');
  return {
    limit: parseLimit(query.get('limit')),
    cursor: parseCursor(query),
    order: parseOrder(query.get('sort_by')),
    search: parseSearch(query.get('search')),
    tags,
    includeMetrics: parseFlag(query, 'include_metrics'),
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

/** `true` or `false`, nothing else: `0`, `no` and the empty text mean different things to different callers. */
export function parseFlag(query: URLSearchParams, name: 'include_metrics' | 'include_budget'): boolean {
  const value = query.get(name) ?? 'false';
  if (value !== 'true' && value !== 'false') throw invalid(name, 'Send true or false.');
  return value === 'true';
}

/** `10.0` is 10: early Python clients send floats (disagreement 6). */
function parseLimit(value: string | null): number {
  if (value === null) return PAGE_LIMIT_DEFAULT;
  const limit = /^\d{1,3}(?:\.0+)?$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > PAGE_LIMIT_MAX)
    throw invalid('limit', `Send a whole number from 1 to ${PAGE_LIMIT_MAX}.`);
  return limit;
}

function parseCursor(query: URLSearchParams): Cursor | undefined {
  const after = query.get('starting_after');
  const before = query.get('ending_before');
  if (after !== null && before !== null) {
    throw new ApiProblem('invalid_request', 'Send starting_after or ending_before, not both.', {
      starting_after: ['Not together with ending_before.'],
      ending_before: ['Not together with starting_after.'],
    });
  }
  const id = after ?? before;
  if (id === null) return undefined;
  const name = after === null ? 'ending_before' : 'starting_after';
  if (id === '' || !isWellFormedText(id))
    throw invalid(name, 'Send the _id of an identity, or leave it out.');
  return { id, side: after === null ? 'before' : 'after' };
}

function parseOrder(value: string | null): ListOrder {
  if (value === null) return 'newest';
  const field = identitySortField.safeParse(value);
  if (!field.success) throw invalid('sort_by', `Send one of ${identitySortField.options.join(', ')}.`);
  switch (field.data) {
    case 'IDENTITY_SORT_FIELD_UNSPECIFIED':
      return 'newest';
    case 'IDENTITY_SORT_FIELD_DISPLAY_NAME':
      return 'name';
    case 'IDENTITY_SORT_FIELD_UPDATED':
      return 'updated';
  }
}

function parseSearch(value: string | null): string | undefined {
  const search = (value ?? '').trim();
  if (search === '') return undefined;
  if (!isWellFormedText(search)) throw invalid('search', 'A search cannot contain NUL.');
  if (characterCount(search) < SEARCH_MIN)
    throw invalid('search', `Enter at least ${SEARCH_MIN} characters.`);
  return search;
}

function invalid(field: string, message: string): ApiProblem {
  return invalidField('invalid_request', field, message);
}
