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
