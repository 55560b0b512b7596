'use server';

import * as z from 'zod';
import type { Outcome } from '@/lib/errors/app-error';
import { formTag } from '@/lib/identity/identity-form';
import { guardedAction } from '@/lib/server/action';
import { changeTags, type TagsChanged } from '@/lib/server/bulk-changes';
import { mayDeleteMany } from '@/lib/server/confirm-sign-in';
import * as changes from '@/lib/server/identity-changes';

/** One identity of a run over many. The run refreshes what the browser holds once, at its end. */
const oneOfMany = { refreshAfter: false };

// A tag to remove may be any text that is stored; one to add keeps the rules of forms.
const tagsInput = z
  .strictObject({
    id: z.string().min(1),
    add: z.array(formTag).max(100),
    remove: z.array(z.string()).max(100),
  })
  .refine(
    ({ add, remove }) => !add.some((tag) => remove.includes(tag)),
    'A tag cannot be added and removed at once.',
  );

/** Adds tags to one identity, by `_id`, and removes others. */
export async function changeIdentityTags(input: unknown): Promise<Outcome<TagsChanged>> {
  return guardedAction(
    'identity.write',
    tagsInput,
    input,
    ({ id, ...change }) => changeTags(id, change),
    oneOfMany,
  );
}

/** Whether deleting many could begin now. Asked first, so that a run does not stop at its first identity. */
export async function beforeDeletingMany(): Promise<Outcome<null>> {
  return guardedAction('identity.delete', z.undefined(), undefined, mayDeleteMany, oneOfMany);
}

/** Deletes one identity, by `_id`; one that is gone already counts as deleted. Needs a recent sign-in. */
export async function deleteOneOfMany(input: unknown): Promise<Outcome<{ deleted: string }>> {
  return guardedAction(
    'identity.delete',
    z.strictObject({ id: z.string().min(1) }),
    input,
    ({ id }) => changes.deleteIdentity(id, { recent: true }),
    oneOfMany,
  );
}

/** Ends a run: drops every page the browser holds and renders the one on screen anew. */
export async function refreshAfterRun(): Promise<Outcome<null>> {
  return guardedAction('identity.write', z.undefined(), undefined, () =>
    Promise.resolve({ ok: true, value: null }),
  );
}
