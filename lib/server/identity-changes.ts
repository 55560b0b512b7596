import 'server-only';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { keptFields } from '@/lib/identity-client/kept-values';
import { invalidInput } from '@/lib/errors/invalid-input';
import {
  createRequest,
  editIdentityForm,
  updateRequest,
  type CreateIdentityForm,
} from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import {
  changedFields,
  sameField,
  valuesOf,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';
import type { SaveResult } from '@/lib/identity/save-result';
import type { UpdateIdentityBody } from '@/lib/identity/schema';
import { rememberAvatarUrl } from './avatar-urls';
import { audited } from './audited';
import { authorize } from './authorize';
import { createdChanges, deletedChanges, editedChanges, isKept } from './audited-fields';
import { remember, storedIdentity, withSince } from './identities';
import { createdAfterAll, inDoubt, LOOK_UP, mayBeDone, notDone, updatedAfterAll } from './lost-answers';
import { forgetIdentity } from './seen-identities';
import { forgetTags } from './seen-tags';
import { upstream } from './upstream';

/** Changes of identities. Every one is a single write; none is repeated blindly, and a lost answer is looked up. */

/**
 * Creates an identity. Errors: `invalid`, `conflict` (the external id is taken), and those of any call.
 *
 * @param recreates the audit entry of the deletion whose identity is created again
 */
export async function createIdentity(
  form: CreateIdentityForm,
  recreates?: string,
): Promise<Outcome<IdentityRecord>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  return audited(
    operator.value,
    'identity.created',
    {
      targetExternalId: form.external_id,
      changes: createdChanges(form),
      ...(recreates !== undefined && { detail: { recreates } }),
    },
    () => create(form),
    ({ _id }) => ({ targetId: _id }),
  );
}

async function create(form: CreateIdentityForm): Promise<Outcome<IdentityRecord>> {
  const client = await upstream();
  const answered = await client.create(createRequest(form));
  const created =
    answered.ok || !mayBeDone(answered.error)
      ? answered
      : await createdAfterAll(client, form, answered.error);
  if (!created.ok) return failed(withSince(created.error));
  remember(created.value);
  return created;
}

/**
 * Saves an edit: reads the identity again, stops when someone else changed the same fields since `opened`, writes
 * only what differs, and compares the answer with what was asked.
 *
 * The API has no version of its own, so between reading and writing a window remains in which another write can be
 * lost; the embedded API closes it by `If-Match`. After a conflict the form is opened anew with what is stored, so
 * that a still newer change asks again.
 *
 * @param openedWith the values the operator saw; a field left out is taken as it is stored now
 * @param changed the values the operator wants; a field left out stays
 * @param undoes the audit entry that this edit takes back. Its values were stored once: they are put back to the letter,
 *   not as a form would have them
 */
export async function saveIdentity(
  id: string,
  openedWith: Partial<IdentityValues>,
  changed: Partial<IdentityValues>,
  undoes?: string,
): Promise<Outcome<SaveResult>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const current = await storedIdentity(id, { fresh: true });
  if (!current.ok) return current;
  const stored = valuesOf(current.value);
  const opened = { ...stored, ...openedWith };
  let wanted: IdentityValues = { ...opened, ...changed };
  if (undoes === undefined) {
    const checked = editIdentityForm(opened).safeParse(wanted);
    if (!checked.success) return failed(invalidInput(checked.error));
    wanted = checked.data;
  }

  const fields = changedFields(opened, wanted);
  const inConflict = fields.filter(
    (field) => !sameField(field, opened, stored) && !sameField(field, wanted, stored),
  );
  if (inConflict.length > 0)
    return succeeded({ status: 'changed-meanwhile', current: current.value, fields: inConflict });

  const changes = updateRequest(stored, wanted, fields);
  const merged = changedFields(opened, stored).filter((field) => !fields.includes(field));
  if (Object.keys(changes).length === 0)
    return succeeded({ status: 'saved', identity: current.value, kept: [], merged });
  return audited(
    operator.value,
    'identity.edited',
    {
      targetId: current.value._id,
      targetExternalId: current.value.external_id,
      changes: editedChanges(stored, wanted, fields),
      ...(undoes !== undefined && { detail: { undoes } }),
    },
    (entry) =>
      write({ id, current: current.value, opened, stored, wanted, fields, changes, merged }).then(
        (written) =>
          written.ok && written.value.status === 'saved' && fields.some(isKept)
            ? succeeded({ ...written.value, entry })
            : written,
      ),
    (result) =>
      result.status === 'saved' ? {} : { outcome: 'failed', detail: { reason: CHANGED_MEANWHILE } },
  );
}

const CHANGED_MEANWHILE = 'Somebody else changed it meanwhile; nothing was written.';

/** An edit that has been checked, on its way out. */
type Edit = {
  id: string;
  current: IdentityRecord;
  opened: IdentityValues;
  stored: IdentityValues;
  wanted: IdentityValues;
  fields: IdentityField[];
  changes: UpdateIdentityBody;
  merged: IdentityField[];
};

async function write(edit: Edit): Promise<Outcome<SaveResult>> {
  const { id, current, opened, stored, wanted, fields, changes, merged } = edit;
  const client = await upstream();
  const updated = await client.update(current._id, changes, { ifUnchangedSince: current.updated });
  if (!updated.ok) {
    if (updated.error.kind === 'upstream' && updated.error.status === 412)
      return changedUnderneath(id, opened, fields);
    if (!mayBeDone(updated.error)) return failed(withSince(updated.error));
    const after = await updatedAfterAll(client, id, { fields, stored, wanted }, updated.error);
    if (!after.ok) return failed(withSince(after.error));
    const { state, identity } = after.value;
    remember(identity);
    return succeeded(
      state === 'done'
        ? { status: 'saved', identity, kept: [], merged }
        : { status: 'changed-meanwhile', current: identity, fields },
    );
  }
  remember(updated.value);
  return succeeded({
    status: 'saved',
    identity: updated.value,
    kept: keptFields(changes, updated.value),
    merged,
  });
}

/** Someone wrote between our read and our write: show what is stored now, nothing was written. */
async function changedUnderneath(
  id: string,
  opened: IdentityValues,
  fields: IdentityField[],
): Promise<Outcome<SaveResult>> {
  const current = await storedIdentity(id, { fresh: true });
  if (!current.ok) return current;
  const moved = changedFields(opened, valuesOf(current.value));
  return succeeded({
    status: 'changed-meanwhile',
    current: current.value,
    fields: moved.length > 0 ? moved : fields,
  });
}

/**
 * Deletes an identity and looks it up afterwards: only what is really gone is called deleted. An identity that is
 * not there any more counts as deleted, so a second click is harmless. It is read first, so that the audit log holds
 * its last version. Errors: those of any call.
 *
 * @param options `recent`: whether the operator must have proved lately who they are, as for one of many deletions
 */
export async function deleteIdentity(
  id: string,
  options: { recent?: boolean } = {},
): Promise<Outcome<{ deleted: string }>> {
  const operator = await authorize('identity.delete', options);
  if (!operator.ok) return operator;
  const last = await storedIdentity(id, { fresh: true });
  // An external id may read like the `_id` of an identity that is gone.
  if (last.ok ? last.value._id !== id : last.error.kind === 'not-found') return succeeded({ deleted: id });
  if (!last.ok) return last;
  return audited(
    operator.value,
    'identity.deleted',
    { targetId: id, targetExternalId: last.value.external_id, changes: deletedChanges(last.value) },
    () => remove(id),
  );
}

async function remove(id: string): Promise<Outcome<{ deleted: string }>> {
  const client = await upstream();
  const lost: AppError[] = [];
  const error = deletionError(await client.delete(id));
  if (error !== undefined) {
    if (!mayBeDone(error)) return failed(withSince(error));
    // A delete is the one change that may be repeated: an `_id` is never given again, and gone is gone.
    const again = deletionError(await client.delete(id, LOOK_UP));
    // A refusal of the second says nothing about the first.
    if (again !== undefined) lost.push(error, ...(mayBeDone(again) ? [again] : []));
  }
  const lookedUp = await client.retrieve(id, { include_metrics: false, ...LOOK_UP });
  if (lookedUp.ok && lookedUp.value._id === id)
    return failed(withSince(lost.map(notDone).find(mayBeDone) ?? lost.map(notDone)[0] ?? STILL_THERE));
  if (!lookedUp.ok && lookedUp.error.kind !== 'not-found') {
    const doubt = lost[0] ?? inDoubt(lookedUp.error);
    if (doubt !== undefined) return failed(withSince(doubt));
  }
  forgetTags(id);
  forgetIdentity(id);
  rememberAvatarUrl({ _id: id });
  return succeeded({ deleted: id });
}

const STILL_THERE: AppError = {
  kind: 'upstream',
  status: 200,
  message:
    'The service answered that the identity was deleted, but it is still there. Try again in a moment.',
};

/** Why a delete failed; to find nothing is as good as to delete. */
function deletionError(deleted: Outcome<void>): AppError | undefined {
  return deleted.ok || deleted.error.kind === 'not-found' ? undefined : deleted.error;
}
