'use client';

import { useSyncExternalStore } from 'react';
import type { IdentityRow } from '@/lib/identity/identity-record';

/**
 * The selected rows, which outlive a page of the list and a visit to a detail page. In memory only: nothing about
 * identities is kept in the browser's storage.
 */
let selected: ReadonlyMap<string, IdentityRow> = new Map();
const NONE: ReadonlyMap<string, IdentityRow> = new Map();
const listeners = new Set<() => void>();

function replace(next: ReadonlyMap<string, IdentityRow>): void {
  selected = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The selected rows by `_id`, in the order they were chosen. */
export function useSelection(): ReadonlyMap<string, IdentityRow> {
  return useSyncExternalStore(
    subscribe,
    () => selected,
    () => NONE,
  );
}

/** Selects or deselects rows. */
export function select(rows: readonly IdentityRow[], on: boolean): void {
  const next = new Map(selected);
  for (const row of rows) {
    if (on) next.set(row._id, row);
    else next.delete(row._id);
  }
  replace(next);
}

/** Deselects by `_id`, for rows that are gone. */
export function deselect(ids: readonly string[]): void {
  const next = new Map(selected);
  for (const id of ids) next.delete(id);
  replace(next);
}

/** Takes over rows as they were written, where they are selected. */
export function refreshSelected(row: IdentityRow): void {
  if (selected.has(row._id)) replace(new Map(selected).set(row._id, row));
}

export function clearSelection(): void {
  replace(NONE);
}
