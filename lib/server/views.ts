import 'server-only';
import { asc, eq, inArray } from 'drizzle-orm';
import { ulid } from 'ulid';
import type { Operator } from '@/lib/auth/operator';
import { operatorPreferences, savedViews } from '@/lib/db/view-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { listSearch } from '@/lib/identity/list-address';
import { parseListQuery } from '@/lib/identity/list-query';
import { viewId, type SavedView, type ViewContents, type ViewList } from '@/lib/views/saved-view';
import { audited } from './audited';
import { authorize } from './authorize';
import {
  columnsIn,
  DEFAULT_VIEW,
  forgetPreference,
  keepPreference,
  readPreference,
  storedPreferences,
} from './operator-preferences';
import { store } from './store';
import {
  addView,
  mayChange,
  storedContents,
  storedView,
  told,
  viewOf,
  WITHOUT_PLACE,
  type StoredView,
} from './stored-view';

/**
 * Saved views of the list. Everybody who may read identities sees all of them and may save some; who made one, or an
 * admin, may change it. Changes are in the audit log, as they change what colleagues see.
 */

/** All views, by name. Errors: as `authorize`. */
export async function readViews(): Promise<Outcome<ViewList>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const [rows, set] = await Promise.all([
    orm.select().from(savedViews).orderBy(asc(savedViews.name), asc(savedViews.id)),
    storedPreferences(operator.value.id),
  ]);
  const preferred = readPreference(set, DEFAULT_VIEW, viewId);
  const views = rows.map((row) => viewOf(row, operator.value));
  return succeeded({
    views,
    // A view that is gone opens nothing.
    ...(views.some(({ id }) => id === preferred) && preferred !== undefined && { default_view: preferred }),
  });
}

/** How `/identities` is opened: by this view, when an address names one, or by the operator's default. */
export type ListOpening = {
  /** The query part of the address to go to, where the one that was asked for only names a view, or nothing. */
  goTo?: ReturnType<typeof listSearch>;
  /** The name of the view that is open. */
  name?: string;
  /** Whether the operator has a default view: then a list without a view has to say so in its address. */
  hasDefault: boolean;
};

/**
 * What an address of the list leads to. One that says nothing leads to the operator's default view, one that names a
 * view and nothing else to all that the view says. Errors: as `authorize`.
 */
export async function readListOpening(parameters: URLSearchParams): Promise<Outcome<ListOpening>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const preferred = readPreference(await storedPreferences(operator.value.id), DEFAULT_VIEW, viewId);
  const standard = preferred === undefined ? undefined : await storedView(preferred);
  const hasDefault = standard !== undefined;
  const { view: named } = parseListQuery(parameters);
  const open = named === undefined ? (parameters.size === 0 ? standard : undefined) : await storedView(named);
  if (open === undefined) return succeeded({ hasDefault });
  const onlyNamed = [...parameters.keys()].every((name) => name === 'view');
  return succeeded({
    hasDefault,
    name: open.name,
    ...(onlyNamed && { goTo: openedSearch(open) }),
  });
}

/** Saves a view. Errors: `invalid` when there are too many. */
export async function saveView(name: string, contents: ViewContents): Promise<Outcome<SavedView>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const { id: operatorId, email: operatorEmail } = operator.value;
  return addView(operator.value, 'view.saved', { id: ulid(), name, contents, operatorId, operatorEmail });
}

/**
 * Changes a view's name, what it shows, or both; what is left out stays. Own changes to its columns become its own.
 * Errors: `not-found`; `forbidden` for somebody else's view.
 */
export async function changeView(
  id: string,
  { name, contents }: { name?: string | undefined; contents?: ViewContents | undefined },
): Promise<Outcome<SavedView>> {
  return changing(id, async (operator, stored) => {
    const row = {
      ...stored,
      ...(name !== undefined && { name }),
      ...(contents !== undefined && storedContents(contents)),
      updated: new Date(),
    };
    return audited(operator, 'view.changed', told(row), async () => {
      const { orm } = await store();
      await orm.update(savedViews).set(row).where(eq(savedViews.id, id));
      if (contents !== undefined) await forgetPreference(orm, operator.id, [columnsIn(id)]);
      return succeeded(viewOf(row, operator));
    });
  });
}

/** Deletes a view, and what operators have set for it. Errors: `not-found`; `forbidden` for somebody else's view. */
export async function deleteView(id: string): Promise<Outcome<{ deleted: string }>> {
  return changing(id, (operator, stored) =>
    audited(operator, 'view.deleted', toldDeleted(stored), async () => {
      const { orm } = await store();
      await orm.transaction(async (transaction) => {
        await transaction.delete(savedViews).where(eq(savedViews.id, id));
        await transaction
          .delete(operatorPreferences)
          .where(inArray(operatorPreferences.name, [columnsIn(id)]));
      });
      return succeeded({ deleted: id });
    }),
  );
}

/** Makes a view the one that opens the operator's list; null: none. Errors: `not-found`. */
export async function setDefaultView(id: string | null): Promise<Outcome<null>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  if (id === null) await forgetPreference((await store()).orm, operator.value.id, [DEFAULT_VIEW]);
  else if ((await storedView(id)) === undefined) return failed(GONE);
  else await keepPreference(operator.value.id, DEFAULT_VIEW, id);
  return succeeded(null);
}

const GONE = { kind: 'not-found', message: 'This view does not exist any more.' } as const;

async function changing<Result>(
  id: string,
  work: (operator: Operator, stored: StoredView) => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const stored = await storedView(id);
  if (stored === undefined) return failed(GONE);
  if (!mayChange(stored, operator.value))
    return failed({
      kind: 'forbidden',
      message: `Only ${stored.operatorEmail} or an admin can change this view. Save it under a name of your own.`,
    });
  return work(operator.value, stored);
}

/** The query part of the address that a view opens. */
function openedSearch({ id, search }: StoredView): ReturnType<typeof listSearch> {
  return listSearch({ ...parseListQuery(new URLSearchParams(search)), ...WITHOUT_PLACE, view: id });
}

/** Of one that is deleted also whose it was: whoever takes that back does not become its owner. */
function toldDeleted(row: StoredView) {
  const { detail } = told(row);
  return { detail: { ...detail, owner: row.operatorEmail, owner_id: row.operatorId } };
}
