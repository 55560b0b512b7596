import 'server-only';
import type { AuditEntry } from '@/lib/audit/entry';
import { keptValues, revertibleFields } from '@/lib/audit/kept-values';
import { readEntry } from '@/lib/audit/read-entries';
import { isDeletion, isEdit, type TakeBackPlan } from '@/lib/audit/take-back';
import type { Operator } from '@/lib/auth/operator';
import { withoutParameters } from '@/lib/db/query-error';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { combinedTags } from '@/lib/identity/combined-tags';
import type { CreateIdentityForm } from '@/lib/identity/identity-form';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { sameField, valuesOf, type IdentityField, type IdentityValues } from '@/lib/identity/identity-values';
import type { SaveResult } from '@/lib/identity/save-result';
import { ownOnly } from './audit-entries';
import { authorize } from './authorize';
import { storedIdentity } from './identities';
import { createIdentity, saveIdentity } from './identity-changes';
import { logEvent } from './log';
import { store } from './store';

/**
 * Taking back what the audit log tells of. Nothing is rolled back: an edit is taken back by a new edit with the check
 * for conflicts that every edit has, a deletion by a new identity. Both are entries of the log themselves.
 */

/**
 * What taking an edit back would do. One call of the API. Errors: `not-found` (no such entry, or the identity is gone),
 * `invalid` (not an edit, or none of its values were kept), and those of any call.
 */
export async function readTakeBack(entryId: string): Promise<Outcome<TakeBackPlan>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const found = await editEntry(operator.value, entryId);
  if (!found.ok) return found;
  const { id, fields, changes } = found.value;
  const read = await identityOf(id);
  if (!read.ok) return read;
  const stored = valuesOf(read.value);
  const wrote = { ...stored, ...keptValues(changes, 'to').values };
  const { values, hiddenKeys } = keptValues(changes, 'from');
  const before = { ...stored, ...values };
  const moved = fields.filter(
    (field) => !sameField(field, wrote, stored) && !sameField(field, before, stored),
  );
  return succeeded({
    entry: entryId,
    identity: { _id: id, external_id: read.value.external_id, name: identityName(read.value) },
    fields,
    wrote,
    before,
    stored,
    moved,
    without_metadata: hiddenKeys,
  });
}

/** How an edit is to be taken back. */
export type TakeBack = {
  entry: string;
  /** Fields that stay as they are stored. */
  leave: readonly IdentityField[];
  /** What the operator saw stored, for fields that were changed again since and are to be put back all the same. */
  seen: Partial<IdentityValues>;
};

/**
 * Takes an edit back: a new edit that turns what the entry wrote into what was there before. Fields that were changed
 * again since are not overwritten unless the operator saw that value; tags among those keep what others added. Errors as
 * for `readTakeBack`; conflicts are a result.
 */
export async function takeBackEdit({ entry, leave, seen }: TakeBack): Promise<Outcome<SaveResult>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const found = await editEntry(operator.value, entry);
  if (!found.ok) return found;
  const { id, changes, fields } = found.value;
  const taken = fields.filter((field) => !leave.includes(field));
  const wrote = { ...only(keptValues(changes, 'to').values, taken), ...only(seen, taken) };
  const before = only(keptValues(changes, 'from').values, taken);
  const written = keptValues(changes, 'to').values.tags;
  if (seen.tags !== undefined && before.tags !== undefined && written !== undefined)
    before.tags = combinedTags(written, before.tags, seen.tags);
  const read = await identityOf(id);
  if (!read.ok) return read;
  return saveIdentity(id, wrote, before, entry);
}

/**
 * Creates a deleted identity again from the last version in the log: a new identity with a new `_id`. Metadata comes back
 * only where its values were kept. Errors: `not-found`, `invalid`, `conflict` (the external id is taken meanwhile), and
 * those of any call.
 */
export async function createAgain(entryId: string): Promise<Outcome<IdentityRecord>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const found = await entryOf(operator.value, entryId);
  if (!found.ok) return found;
  const { target_external_id: external_id, changes } = found.value;
  if (!isDeletion(found.value) || external_id === undefined)
    return failed({ kind: 'invalid', message: 'This entry is not a deletion.', fields: {} });
  const last: CreateIdentityForm = {
    external_id,
    display_name: '',
    email: '',
    avatar_url: '',
    tags: [],
    metadata_text: '{}',
    ...keptValues(changes, 'from').values,
  };
  return createIdentity(last, entryId);
}

async function editEntry(
  operator: Operator,
  entryId: string,
): Promise<Outcome<{ id: string; changes: AuditEntry['changes']; fields: IdentityField[] }>> {
  const found = await entryOf(operator, entryId);
  if (!found.ok) return found;
  const { target_id: id, changes } = found.value;
  const fields = revertibleFields(changes);
  if (!isEdit(found.value) || id === undefined || fields.length === 0)
    return failed({
      kind: 'invalid',
      message: 'This entry holds nothing that could be taken back.',
      fields: {},
    });
  return succeeded({ id, changes, fields });
}

async function entryOf(operator: Operator, entryId: string): Promise<Outcome<AuditEntry>> {
  try {
    const { orm } = await store();
    const entry = await readEntry(orm, entryId, ownOnly(operator));
    return entry === undefined
      ? failed({ kind: 'invalid', message: 'The audit log has no such entry (any more).', fields: {} })
      : succeeded(entry);
  } catch (failure) {
    const error = withoutParameters(failure);
    logEvent('error', 'audit-not-read', { error: error instanceof Error ? error.message : String(error) });
    return failed({ kind: 'audit-unavailable', message: 'The audit log cannot be read at the moment.' });
  }
}

/** By `_id` alone: an external id may read like the `_id` of an identity that is gone. */
async function identityOf(id: string): Promise<Outcome<IdentityRecord>> {
  const read = await storedIdentity(id);
  return read.ok && read.value._id !== id
    ? failed({ kind: 'not-found', message: 'Identity not found' })
    : read;
}

function only(values: Partial<IdentityValues>, fields: readonly IdentityField[]): Partial<IdentityValues> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.some((one) => one === field)));
}
