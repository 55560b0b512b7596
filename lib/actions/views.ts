'use server';

import * as z from 'zod/mini';
import type { Outcome } from '@/lib/errors/app-error';
import { listColumns } from '@/lib/identity/list-columns-schema';
import { guardedAction } from '@/lib/server/action';
import * as own from '@/lib/server/own-columns';
import * as restored from '@/lib/server/restored-views';
import * as views from '@/lib/server/views';
import { viewContents, viewId, viewName, type SavedView } from '@/lib/views/saved-view';

/** The list asks anew for its rows where it has to; no page shows a view or its columns otherwise. */
const noRefresh = { refreshAfter: false };

/** Keeps the operator's columns: of the list, or of the view that is open. */
export async function saveColumns(input: unknown): Promise<Outcome<null>> {
  return guardedAction(
    'identity.read',
    z.strictObject({ columns: listColumns, view: z.optional(viewId) }),
    input,
    ({ columns, view }) => own.saveColumns(columns, view),
    noRefresh,
  );
}

/** Sets the operator's columns back: to the default, or to those of the view that is open. */
export async function resetColumns(input: unknown): Promise<Outcome<null>> {
  return guardedAction(
    'identity.read',
    z.strictObject({ view: z.optional(viewId) }),
    input,
    ({ view }) => own.resetColumns(view),
    noRefresh,
  );
}

/** Saves a view under a name. */
export async function saveView(input: unknown): Promise<Outcome<SavedView>> {
  return guardedAction(
    'identity.read',
    z.strictObject({ name: viewName, contents: viewContents }),
    input,
    ({ name, contents }) => views.saveView(name, contents),
    noRefresh,
  );
}

/** Changes a view's name, what it shows, or both. */
export async function changeView(input: unknown): Promise<Outcome<SavedView>> {
  return guardedAction(
    'identity.read',
    z.strictObject({ id: viewId, name: z.optional(viewName), contents: z.optional(viewContents) }),
    input,
    ({ id, ...changes }) => views.changeView(id, changes),
    noRefresh,
  );
}

/** Deletes a view. */
export async function deleteView(input: unknown): Promise<Outcome<{ deleted: string }>> {
  return guardedAction(
    'identity.read',
    z.strictObject({ id: viewId }),
    input,
    ({ id }) => views.deleteView(id),
    noRefresh,
  );
}

/** Takes back the deletion of a view. */
export async function restoreView(input: unknown): Promise<Outcome<SavedView>> {
  return guardedAction(
    'identity.read',
    z.strictObject({ id: viewId, name: viewName, contents: viewContents }),
    input,
    ({ id, name, contents }) => restored.restoreView(id, name, contents),
    noRefresh,
  );
}

/** Makes a view the one that opens the operator's list; null: none. */
export async function setDefaultView(input: unknown): Promise<Outcome<null>> {
  return guardedAction(
    'identity.read',
    z.strictObject({ id: z.nullable(viewId) }),
    input,
    ({ id }) => views.setDefaultView(id),
    noRefresh,
  );
}
