import {
  IDENTITY_FIELDS,
  sameField,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';
import { metadataChanges, type MemberChange } from './metadata-changes';

/** What a save would change about one field. */
export type FieldChange =
  | { field: Exclude<IdentityField, 'tags' | 'metadata_text'>; before: string; after: string }
  | { field: 'tags'; added: string[]; removed: string[]; count: number }
  /** `members` is `undefined` while the text is not JSON, and empty when only the order of members differs. */
  | { field: 'metadata_text'; members: MemberChange[] | undefined };

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

/** What a save of `typed` would change, field by field. */
export function fieldChanges(opened: IdentityValues, typed: IdentityValues): FieldChange[] {
  return differences(opened, wantedValues(opened, typed));
}

/** What differs between two versions of an identity, to the letter. */
export function differences(opened: IdentityValues, wanted: IdentityValues): FieldChange[] {
  return IDENTITY_FIELDS.filter((field) => !sameField(field, opened, wanted)).map((field) => {
    if (field === 'tags')
      return { field, ...tagChanges(opened.tags, wanted.tags), count: wanted.tags.length };
    if (field === 'metadata_text')
      return { field, members: metadataChanges(opened.metadata_text, wanted.metadata_text) };
    return { field, before: opened[field], after: wanted[field] };
  });
}

function tagChanges(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } {
  return { added: without(after, before), removed: without(before, after) };
}

/** The tags of one list that the other does not hold; a tag stored twice counts twice. */
function without(tags: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const tag of others) left.set(tag, (left.get(tag) ?? 0) + 1);
  return tags.filter((tag) => {
    const count = left.get(tag) ?? 0;
    if (count > 0) left.set(tag, count - 1);
    return count === 0;
  });
}
