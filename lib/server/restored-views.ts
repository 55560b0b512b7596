import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import * as z from 'zod/mini';
import { auditEntries } from '@/lib/db/audit-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import type { SavedView, ViewContents } from '@/lib/views/saved-view';
import { authorize } from './authorize';
import { store } from './store';
import { addView, storedView, viewOf } from './stored-view';

/** Deletions of an operator that are looked through; what is taken back is the last, or one of the last. */
const DELETIONS_LOOKED_THROUGH = 50;

const deletion = z.object({ view_id: z.string(), owner: z.string(), owner_id: z.string() });

/**
 * Takes back the deletion of a view: it has its address again, and whoever made it. Only the operator who deleted it
 * may, by the audit log. What operators had set for themselves in it stays gone.
 * Errors: `not-found` where this operator deleted no such view; `invalid` when there are too many.
 */
export async function restoreView(
  id: string,
  name: string,
  contents: ViewContents,
): Promise<Outcome<SavedView>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const owner = await deletedFrom(id, operator.value.id);
  if (owner === undefined) return failed({ kind: 'not-found', message: 'You have not deleted this view.' });
  const present = await storedView(id);
  if (present !== undefined) return succeeded(viewOf(present, operator.value));
  return addView(operator.value, 'view.restored', {
    id,
    name,
    contents,
    operatorId: owner.owner_id,
    operatorEmail: owner.owner,
  });
}

/** Whose the view was that an operator deleted. */
async function deletedFrom(
  viewId: string,
  operatorId: string,
): Promise<z.infer<typeof deletion> | undefined> {
  const { orm } = await store();
  const rows = await orm
    .select({ detail: auditEntries.detail })
    .from(auditEntries)
    .where(and(eq(auditEntries.operatorId, operatorId), eq(auditEntries.action, 'view.deleted')))
    .orderBy(desc(auditEntries.id))
    .limit(DELETIONS_LOOKED_THROUGH);
  for (const { detail } of rows) {
    const told = deletion.safeParse(detail);
    if (told.success && told.data.view_id === viewId) return told.data;
  }
  return undefined;
}
