import 'server-only';
import { eq } from 'drizzle-orm';
import { cookies } from 'next/headers';
import type { Operator } from '@/lib/auth/operator';
import { savedViews } from '@/lib/db/view-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { columnName, readColumns } from '@/lib/identity/list-columns';
import type { ListColumn } from '@/lib/identity/list-columns-schema';
import { authorize } from './authorize';
import { COLUMNS, columnsIn, forgetPreference, keepPreference } from './operator-preferences';
import { store } from './store';

/**
 * The columns that operators set for themselves. Not in the audit log, as the theme is not: nobody else sees them.
 */

/**
 * Keeps the operator's columns; with a view that has columns of its own, for that view alone. Errors: `invalid` for a
 * column that does not exist.
 */
export async function saveColumns(columns: readonly ListColumn[], view?: string): Promise<Outcome<null>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const { columns: known, dropped } = readColumns(columns);
  const [unknown] = dropped;
  if (unknown !== undefined)
    return failed({
      kind: 'invalid',
      message: `There is no column “${columnName(unknown)}”.`,
      fields: {},
    });
  await keepPreference(operator.value.id, await preferenceFor(view), known);
  return succeeded(null);
}

/** Sets the operator's columns back; with a view that has columns of its own, to those. */
export async function resetColumns(view?: string): Promise<Outcome<null>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const name = await preferenceFor(view);
  if (name === COLUMNS) await forgetCookie();
  await forgetOwn(operator.value, name);
  return succeeded(null);
}

async function forgetOwn({ id }: Operator, name: string): Promise<void> {
  const { orm } = await store();
  await forgetPreference(orm, id, [name]);
}

/** What the budgets' column was kept in before there were others to choose. */
async function forgetCookie(): Promise<void> {
  const jar = await cookies();
  if (jar.get('budget-column') !== undefined)
    jar.set({ name: 'budget-column', value: 'off', path: '/', sameSite: 'lax' });
}

/** Where columns are kept that are set while a view is open. */
async function preferenceFor(view: string | undefined): Promise<string> {
  if (view === undefined) return COLUMNS;
  const { orm } = await store();
  const [stored] = await orm
    .select({ columns: savedViews.columns })
    .from(savedViews)
    .where(eq(savedViews.id, view))
    .limit(1);
  return stored === undefined || stored.columns === null ? COLUMNS : columnsIn(view);
}
