import 'server-only';
import { count, eq } from 'drizzle-orm';
import { operatorMay, type Operator } from '@/lib/auth/operator';
import { savedViews } from '@/lib/db/view-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { listSearch } from '@/lib/identity/list-address';
import { readColumns } from '@/lib/identity/list-columns';
import { listColumns } from '@/lib/identity/list-columns-schema';
import { parseListQuery } from '@/lib/identity/list-query';
import { MOST_VIEWS, type SavedView, type ViewContents } from '@/lib/views/saved-view';
import { audited } from './audited';
import { store } from './store';

/** A saved view as it is stored. */
export type StoredView = typeof savedViews.$inferSelect;

/** What a view leaves out: where in the pages one is, and itself. */
export const WITHOUT_PLACE = { view: undefined, after: undefined, before: undefined };

/** The view of this id, if there is one. */
export async function storedView(id: string): Promise<StoredView | undefined> {
  const { orm } = await store();
  const [row] = await orm.select().from(savedViews).where(eq(savedViews.id, id)).limit(1);
  return row;
}

/** What a view keeps: of the address what is not of the moment, and columns that exist. */
export function storedContents({ search, columns }: ViewContents): Pick<StoredView, 'search' | 'columns'> {
  const query = { ...parseListQuery(new URLSearchParams(search)), ...WITHOUT_PLACE };
  return { search: listSearch(query), columns: columns && readColumns(columns).columns };
}

/** A stored view as an operator sees it. */
export function viewOf(row: StoredView, operator: Operator): SavedView {
  const columns = listColumns.safeParse(row.columns);
  return {
    id: row.id,
    name: row.name,
    search: row.search,
    columns: columns.success ? readColumns(columns.data).columns : null,
    operator_email: row.operatorEmail,
    changeable: mayChange(row, operator),
  };
}

/** Whether an operator may change a view. */
export function mayChange({ operatorId }: Pick<StoredView, 'operatorId'>, operator: Operator): boolean {
  return operatorId === operator.id || operatorMay(operator, 'operator.manage');
}

/** What the log tells of a view: its name and address, which hold no more than the address of a list does. */
export function told({ id, name }: Pick<StoredView, 'id' | 'name'>) {
  return { detail: { view: name, view_id: id } };
}

/** Adds a view that is nobody's yet. Errors: `invalid` when there are too many. */
export async function addView(
  by: Operator,
  action: 'view.saved' | 'view.restored',
  {
    contents,
    ...view
  }: Pick<StoredView, 'id' | 'name' | 'operatorId' | 'operatorEmail'> & { contents: ViewContents },
): Promise<Outcome<SavedView>> {
  const { orm } = await store();
  const [stored] = await orm.select({ count: count() }).from(savedViews);
  if ((stored?.count ?? 0) >= MOST_VIEWS)
    return failed({
      kind: 'invalid',
      message: `There are ${MOST_VIEWS} views already. Delete one that nobody needs.`,
      fields: {},
    });
  const now = new Date();
  const row = { ...view, ...storedContents(contents), created: now, updated: now };
  return audited(by, action, told(row), async () => {
    await orm.insert(savedViews).values(row);
    return succeeded(viewOf(row, by));
  });
}
