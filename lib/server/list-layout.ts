import 'server-only';
import { eq } from 'drizzle-orm';
import { cookies } from 'next/headers';
import { savedViews } from '@/lib/db/view-tables';
import type { Operator } from '@/lib/auth/operator';
import type { IdentityPage, OpenView } from '@/lib/identity/identity-record';
import { NO_VIEW } from '@/lib/identity/list-address';
import {
  columnName,
  DEFAULT_COLUMNS,
  DEFAULT_WITH_BUDGET,
  metadataKeysOf,
  pageColumns,
  readColumns,
} from '@/lib/identity/list-columns';
import { listColumns, type ListColumn } from '@/lib/identity/list-columns-schema';
import type { ListQuery } from '@/lib/identity/list-query';
import { COLUMNS, columnsIn, readPreference, storedPreferences } from './operator-preferences';
import { store } from './store';

/** How an operator's list is laid out: by the view that is open, and by what they have set. */
export type ListLayout = {
  columns: ListColumn[];
  /** The metadata keys among them. */
  metadataKeys: string[];
  view?: OpenView;
  /** What the operator should know of the view. */
  notice?: string;
};

/**
 * The layout of a list that is opened by a view, or by none. An operator's own change to the columns of a view goes
 * before the view's, those before what the operator has set for the list, and that before the default.
 */
export async function listLayout(operator: Operator, viewId: string | undefined): Promise<ListLayout> {
  const view = viewId === undefined || viewId === NO_VIEW ? undefined : await storedView(viewId);
  const set = await storedPreferences(operator.id);
  const own = readPreference(set, COLUMNS, listColumns) ?? (await defaultColumns());
  const ofView = listColumns.safeParse(view?.columns);
  const chosen = ofView.success
    ? (readPreference(set, columnsIn(viewId ?? ''), listColumns) ?? ofView.data)
    : own;
  const { columns, dropped } = readColumns(chosen);
  const notice =
    view !== undefined
      ? droppedNotice(view.name, dropped)
      : viewId !== undefined && viewId !== NO_VIEW
        ? 'The view that this address names does not exist any more. This is the list without it.'
        : undefined;
  return {
    columns,
    metadataKeys: metadataKeysOf(columns),
    ...(view !== undefined && { view: { id: view.id, name: view.name } }),
    ...(notice !== undefined && { notice }),
  };
}

/** A page in its layout. Where the view is gone its query says that there is none, so that the address is corrected. */
export function laidOut<Page extends Omit<IdentityPage, 'columns'>>(
  page: Page,
  { columns, view, notice }: ListLayout,
): Page & Pick<IdentityPage, 'columns' | 'view' | 'notice'> {
  const gone = view === undefined && page.query.view !== undefined;
  const query: ListQuery = gone ? { ...page.query, view: NO_VIEW } : page.query;
  return {
    ...page,
    query,
    columns: pageColumns(columns, { ...page, query }),
    ...(view !== undefined && { view }),
    ...(notice !== undefined && { notice }),
  };
}

async function storedView(id: string) {
  const { orm } = await store();
  const [view] = await orm.select().from(savedViews).where(eq(savedViews.id, id)).limit(1);
  return view;
}

/** Before columns could be chosen, a cookie of the browser said whether the budgets were among them. It still counts. */
async function defaultColumns(): Promise<readonly ListColumn[]> {
  return (await cookies()).get('budget-column')?.value === 'on' ? DEFAULT_WITH_BUDGET : DEFAULT_COLUMNS;
}

function droppedNotice(name: string, dropped: readonly string[]): string | undefined {
  if (dropped.length === 0) return undefined;
  const columns = dropped.map((id) => `“${columnName(id)}”`).join(', ');
  return `The view “${name}” names ${dropped.length === 1 ? 'a column that does' : 'columns that do'} not exist here: ${columns}. Everything else is as it was saved.`;
}
