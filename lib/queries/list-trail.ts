import type { IdentityPage } from '@/lib/identity/identity-record';
import type { ListQuery } from '@/lib/identity/list-query';

/**
 * Where the operator came from: the list they were looking at and the rows in it, so that a detail page can offer
 * the neighbours and the way back, and the list can put the focus back on the row that was left. In memory only:
 * nothing about identities is kept in the browser's storage.
 */
export type ListTrail = {
  query: ListQuery;
  /** `_id`s of the page, in order. */
  ids: string[];
  has_more: boolean;
  /** Its first and last row as cursors, where they are not the first and last of `ids`: in rankings. */
  edges?: PageEdges | undefined;
};

/** The cursors that the pages before and after one are asked with. */
export type PageEdges = { first: string; last: string };

/** The edges of a page: `_id`s, of a ranking external ids. Undefined without rows. */
export function pageEdges({ rows, ranking }: IdentityPage): PageEdges | undefined {
  const cursors = ranking?.places.map((place) => place.external_id) ?? rows.map((row) => row._id);
  const [first] = cursors;
  const last = cursors.at(-1);
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** A page of the list as a detail page remembers it. */
export function trailOf(page: IdentityPage): ListTrail {
  const { query, rows, has_more, ranking } = page;
  return {
    query,
    ids: rows.map((row) => row._id),
    has_more,
    ...(ranking !== undefined && { edges: pageEdges(page) }),
  };
}

let trail: ListTrail | undefined;
let openedRow: { search: string; id: string } | undefined;

export function rememberList(next: ListTrail): void {
  trail = next;
}

export function lastList(): ListTrail | undefined {
  return trail;
}

/** Notes the row that is being opened from a list, by the list's address. */
export function rememberOpenedRow(search: string, id: string): void {
  openedRow = { search, id };
}

/** The row that was opened from this list, once. */
export function takeOpenedRow(search: string): string | undefined {
  if (openedRow?.search !== search) return undefined;
  const { id } = openedRow;
  openedRow = undefined;
  return id;
}
