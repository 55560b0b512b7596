import {
  IDENTITY_FIELDS,
  sameField,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';

/**
 * What a form holds as a save would take it: a field that says the same as when it was opened is that value, white
 * space and all; any other has its ends trimmed, as the form's schema does.
 */
export function wantedValues(opened: IdentityValues, typed: IdentityValues): IdentityValues {
  const trimmed: IdentityValues = {
    display_name: typed.display_name.trim(),
    email: typed.email.trim(),
    avatar_url: typed.avatar_url.trim(),
    tags: typed.tags,
    metadata_text: typed.metadata_text.trim() === '' ? '{}' : typed.metadata_text.trim(),
  };
  let wanted = trimmed;
  for (const field of IDENTITY_FIELDS)
    if (sameField(field, opened, typed)) wanted = withField(wanted, field, opened);
  return wanted;
}

/** Values with one field taken from others. */
export function withField(
  values: IdentityValues,
  field: IdentityField,
  from: IdentityValues,
): IdentityValues {
  return { ...values, [field]: from[field] };
}
