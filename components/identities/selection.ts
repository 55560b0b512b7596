'use client';

import { useSyncExternalStore } from 'react';
import type { IdentityRow } from '@/lib/identity/identity-record';

/** Everything that the list shows for a search and tags, whatever the page. */
export type Matching = { search: string; tags: readonly string[] };

/** What is chosen: rows one by one, or everything that matches; then `rows` is empty. */
export type Selection = {
  /** By `_id`, in the order they were chosen. */
  rows: ReadonlyMap<string, IdentityRow>;
  matching: Matching | undefined;
};

/**
 * The selection, which outlives a page of the list, another search and a visit to a detail page. In memory only:
 * nothing about identities is kept in the browser's storage.
 */
const NONE: Selection = { rows: new Map(), matching: undefined };
let selection = NONE;
/** The row that was chosen last: where a range begins. */
let anchor: string | undefined;
const listeners = new Set<() => void>();

function replace(rows: ReadonlyMap<string, IdentityRow>, matching?: Matching): void {
  selection = { rows, matching };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSelection(): Selection {
  return useSyncExternalStore(
    subscribe,
    () => selection,
    () => NONE,
  );
}

/** Whether a view of the list shows just what a selection of everything that matches holds. */
export function isView(matching: Matching | undefined, { search, tags }: Matching): boolean {
  return matching?.search === search && JSON.stringify(matching.tags) === JSON.stringify(tags);
}

/**
 * Selects or deselects rows. Where everything that matches was selected, the choice is one of rows again: dropping some
 * leaves the rest of their page, choosing some in another view begins anew with them.
 *
 * @param page the rows on screen
 */
export function select(rows: readonly IdentityRow[], on: boolean, page: readonly IdentityRow[] = rows): void {
  const from = selection.matching === undefined ? selection.rows : byId(on ? [] : page);
  const next = new Map(from);
  for (const row of rows) {
    if (on) next.set(row._id, row);
    else next.delete(row._id);
  }
  replace(next);
}

/** Selects or deselects one row of a page or, to `extend`, all from the one that was chosen before to this one. */
export function selectRow(
  row: IdentityRow,
  page: readonly IdentityRow[],
  on: boolean,
  extend: boolean,
): void {
  const place = (id: string | undefined) => page.findIndex(({ _id }) => _id === id);
  const ends = [extend ? place(anchor) : -1, place(row._id)].sort((one, other) => one - other);
  const [first = -1, last = -1] = ends;
  anchor = row._id;
  select(first === -1 ? [row] : page.slice(first, last + 1), on, page);
}

/** Selects everything that matches. */
export function selectMatching({ search, tags }: Matching): void {
  replace(new Map(), { search, tags });
}

/** Deselects by `_id`, for rows that are gone. */
export function deselect(ids: readonly string[]): void {
  const next = new Map(selection.rows);
  for (const id of ids) next.delete(id);
  replace(next, selection.matching);
}

/** Takes over rows as they are stored now, where they are selected. */
export function refreshSelected(...rows: readonly IdentityRow[]): void {
  const changed = rows.filter((row) => (selection.rows.get(row._id) ?? row) !== row);
  if (changed.length > 0) replace(new Map([...selection.rows, ...byId(changed)]), selection.matching);
}

export function clearSelection(): void {
  replace(NONE.rows);
}

function byId(rows: readonly IdentityRow[]): Map<string, IdentityRow> {
  return new Map(rows.map((row) => [row._id, row]));
}
