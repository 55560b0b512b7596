import type { IdentityPage } from '@/lib/identity/identity-record';
import { changedQuery, listSearch } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { trailOf, type ListTrail } from '@/lib/queries/list-trail';

/**
 * The trail that holds an identity: the last list, or another page of that same list that has been read. After Back
 * over a page's edge the last list is the page that was left.
 */
export function trailWith(
  id: string,
  last: ListTrail | undefined,
  pages: readonly IdentityPage[],
): ListTrail | undefined {
  if (last === undefined || last.ids.includes(id)) return last;
  const view = listSearch(changedQuery(last.query, {}));
  const page = pages.find(
    ({ query, rows }) => listSearch(changedQuery(query, {})) === view && rows.some((row) => row._id === id),
  );
  return page === undefined ? undefined : trailOf(page);
}

/** The row of the page beside that comes next, with its trail. A page other than the asked one has none to offer. */
export function acrossTheEdge(
  asked: ListQuery,
  page: IdentityPage,
  end: 'first' | 'last',
): { id: string; trail: ListTrail } | undefined {
  if (listSearch(asked) !== listSearch(page.query)) return undefined;
  const row = page.rows.at(end === 'first' ? 0 : -1);
  return row === undefined ? undefined : { id: row._id, trail: trailOf(page) };
}
