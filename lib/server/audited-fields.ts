import 'server-only';
import type { FieldChange, FieldChanges } from '@/lib/audit/actions';
import type { CreateIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import {
  IDENTITY_FIELDS,
  valuesOf,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';
import { changedMetadataKeys, metadataKeys } from '@/lib/identity/metadata-keys';
import { settings } from './settings';

/**
 * What the audit log keeps of an identity's values: all of the profile, and of metadata the names of keys only, unless
 * AUDIT_METADATA_VALUES says otherwise (security, section 7).
 */

/** The first values of a new identity. Empty ones are left out. */
export function createdChanges(form: CreateIdentityForm): FieldChanges {
  const { external_id: _key, ...values } = form;
  return changesOf(
    IDENTITY_FIELDS.filter((field) => !isEmpty(field, values)),
    undefined,
    values,
  );
}

/** The fields of an edit, before and after. */
export function editedChanges(
  stored: IdentityValues,
  wanted: IdentityValues,
  fields: readonly IdentityField[],
): FieldChanges {
  return changesOf(fields, stored, wanted);
}

/** Tags before and after. */
export function taggedChanges(from: readonly string[], to: readonly string[]): FieldChanges {
  return { tags: { from, to } };
}

/** The last values of a deleted identity. Empty ones are left out. */
export function deletedChanges(identity: IdentityRecord): FieldChanges {
  const last = valuesOf(identity);
  return changesOf(
    IDENTITY_FIELDS.filter((field) => !isEmpty(field, last)),
    last,
    undefined,
  );
}

function changesOf(
  fields: readonly IdentityField[],
  from: IdentityValues | undefined,
  to: IdentityValues | undefined,
): FieldChanges {
  return Object.fromEntries(
    fields.map((field) => [
      field,
      field === 'metadata_text'
        ? metadataChange(from?.metadata_text, to?.metadata_text)
        : { ...(from && { from: from[field] }), ...(to && { to: to[field] }) },
    ]),
  );
}

/** Whether the log keeps a field's values, so that its change can be taken back. */
export function isKept(field: IdentityField): boolean {
  return field !== 'metadata_text' || settings().AUDIT_METADATA_VALUES === 'on';
}

function metadataChange(from: string | undefined, to: string | undefined): FieldChange {
  if (isKept('metadata_text'))
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return { hidden: true, keys: changedMetadataKeys(from ?? '', to ?? '') };
}

function isEmpty(field: IdentityField, values: IdentityValues): boolean {
  const value = values[field];
  return field === 'metadata_text' ? metadataKeys(values.metadata_text).length === 0 : value.length === 0;
}
