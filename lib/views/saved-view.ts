import * as z from 'zod/mini';
import { listColumns, type ListColumn } from '@/lib/identity/list-columns-schema';
import { isWellFormedText } from '@/lib/identity/well-formed-text';

/** A named view of the list: what is searched for, how it is ordered and which columns it has. */

/** Longest name, in characters, and most views of a workspace: a menu that nobody can read helps nobody. */
const NAME_MAX = 80;
export const MOST_VIEWS = 200;

export const viewName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Enter a name.'),
    z.maxLength(NAME_MAX, `Use at most ${NAME_MAX} characters.`),
    z.refine(isWellFormedText, 'Contains a character that cannot be stored. Remove it.'),
  );

/** What is saved: the query of the list's address, and the columns; `null` columns are those that each operator has set. */
export const viewContents = z.strictObject({
  search: z.string().check(z.maxLength(20_000)),
  columns: z.nullable(listColumns),
});
export type ViewContents = z.infer<typeof viewContents>;

/** The id of a view, as it stands in an address. */
export const viewId = z.string().check(z.minLength(1), z.maxLength(64));

/** A view as the menu of views holds it. */
export type SavedView = {
  id: string;
  name: string;
  /** The query part of the list's address, `''` or `?…`, without cursor and without the view itself. */
  search: string;
  /** Its columns; null: those that each operator has set. */
  columns: ListColumn[] | null;
  /** Who made it, as they were called then. */
  operator_email: string;
  /** Whether the operator who asks may change it: it is theirs, or they are an admin. */
  changeable: boolean;
};

/** All views, by name, and which of them opens the list for the operator who asks. */
export type ViewList = { views: SavedView[]; default_view?: string };
