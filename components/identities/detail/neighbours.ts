import { changedQuery } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import type { ListTrail } from '@/lib/queries/list-trail';

/** Where a neighbour is: on the remembered page, or on the page beside it. */
export type Neighbour = { id: string } | { page: ListQuery };

/**
 * The neighbours of an identity in the list it was opened from. Inside the page they are known; at its edges they are
 * on the page before or after, if there is one. `undefined` when the identity is not on the page.
 */
export function neighboursOf(
  trail: ListTrail | undefined,
  id: string,
): { previous?: Neighbour; next?: Neighbour } | undefined {
  const at = trail?.ids.indexOf(id) ?? -1;
  if (trail === undefined || at === -1) return undefined;
  const { query, ids, has_more: more, edges = { first: id, last: id } } = trail;
  const backwards = query.before !== undefined;
  const hasPage = { previous: backwards ? more : query.after !== undefined, next: backwards || more };
  const before = ids[at - 1];
  const after = ids[at + 1];
  return {
    ...(before !== undefined
      ? { previous: { id: before } }
      : hasPage.previous && { previous: { page: changedQuery(query, { before: edges.first }) } }),
    ...(after !== undefined
      ? { next: { id: after } }
      : hasPage.next && { next: { page: changedQuery(query, { after: edges.last }) } }),
  };
}
