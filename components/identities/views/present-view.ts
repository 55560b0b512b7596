import type { IdentityPage } from '@/lib/identity/identity-record';
import { listSearch } from '@/lib/identity/list-address';
import { chosenColumns, sameColumns } from '@/lib/identity/list-columns';
import type { ListQuery } from '@/lib/identity/list-query';
import type { SavedView, ViewContents } from '@/lib/views/saved-view';

/** What is on screen, as a view keeps it: not where in the pages one is, and the columns only where they are wanted. */
export function presentContents(
  query: ListQuery,
  page: IdentityPage | undefined,
  withColumns: boolean,
): ViewContents {
  return {
    search: listSearch({ ...query, view: undefined, after: undefined, before: undefined }),
    columns: withColumns && page !== undefined ? chosenColumns(page.columns) : null,
  };
}

/** Whether what is on screen is something else than the view that is open. */
export function isEdited(view: SavedView, query: ListQuery, page: IdentityPage | undefined): boolean {
  const present = presentContents(query, page, view.columns !== null);
  if (present.search !== view.search) return true;
  if (view.columns === null || present.columns === null) return false;
  return !sameColumns(present.columns, view.columns);
}
