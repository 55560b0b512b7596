import type { IdentityRecord } from './identity-record';
import type { IdentityValues } from './identity-values-schema';
import { sameMetadata } from './metadata-text';

/** What an operator can change of an identity. No zod here: forms compare values long before they check them. */
export type { IdentityValues };

/** The names of those values, in the order forms show them. */
export type IdentityField = keyof IdentityValues;
export const IDENTITY_FIELDS: readonly IdentityField[] = [
  'display_name',
  'email',
  'avatar_url',
  'tags',
  'metadata_text',
];

/** How operators read a field's name. */
export const FIELD_LABELS: Record<IdentityField | 'external_id', string> = {
  external_id: 'External ID',
  display_name: 'Display name',
  email: 'Email',
  avatar_url: 'Avatar URL',
  tags: 'Tags',
  metadata_text: 'Metadata',
};

/** The changeable values of a stored identity. */
export function valuesOf(identity: IdentityRecord): IdentityValues {
  return {
    display_name: identity.display_name ?? '',
    email: identity.email ?? '',
    avatar_url: identity.avatar_url ?? '',
    tags: [...identity.tags],
    metadata_text: identity.metadata_text,
  };
}

/** Whether one field says the same in both: tags in order, metadata without regard to white space. */
export function sameField(field: IdentityField, one: IdentityValues, other: IdentityValues): boolean {
  if (field === 'metadata_text') return sameMetadata(one.metadata_text, other.metadata_text);
  if (field === 'tags') return JSON.stringify(one.tags) === JSON.stringify(other.tags);
  return one[field] === other[field];
}

/** The fields that differ. */
export function changedFields(one: IdentityValues, other: IdentityValues): IdentityField[] {
  return IDENTITY_FIELDS.filter((field) => !sameField(field, one, other));
}
