import 'server-only';
import type { UpdateIdentityRequest } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { IDENTITY_FIELDS, sameField, valuesOf, type IdentityField } from '@/lib/identity/identity-values';
import type { KeptField } from '@/lib/identity/save-result';

/**
 * The fields whose stored value is not the one that was asked for, although the update succeeded. The current
 * upstream probably reads null as absent, so an email or avatar URL cannot be cleared there (contract, Update).
 */
export function keptFields(asked: UpdateIdentityRequest, answer: IdentityRecord): KeptField[] {
  const stored = valuesOf(answer);
  const wanted = { ...stored, ...withEmptyTexts(asked) };
  return IDENTITY_FIELDS.filter((field) => !sameField(field, wanted, stored)).map((field) => ({
    field,
    reason: isCleared(asked, field) ? 'not-cleared' : 'different',
  }));
}

function isCleared(asked: UpdateIdentityRequest, field: IdentityField): boolean {
  const value = asked[field];
  return value === null || value === '{}' || (Array.isArray(value) && value.length === 0);
}

/** The request in the shape of values: null is an empty text. */
function withEmptyTexts({ display_name, email, avatar_url, tags, metadata_text }: UpdateIdentityRequest) {
  return {
    ...(display_name !== undefined && { display_name: display_name ?? '' }),
    ...(email !== undefined && { email: email ?? '' }),
    ...(avatar_url !== undefined && { avatar_url: avatar_url ?? '' }),
    ...(tags !== undefined && { tags }),
    ...(metadata_text !== undefined && { metadata_text }),
  };
}
