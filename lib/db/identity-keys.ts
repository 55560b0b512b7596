import { createHash } from 'node:crypto';

/**
 * Derived columns of an identity, computed by the program so that every Postgres, whatever its locale, sorts and
 * finds alike. Whoever writes `identities` writes these with it.
 */

/** Enough for any order a person can see, and well under what an index row can hold. */
const NAME_KEY_LENGTH = 200;

/** What a display name sorts by: accents and case removed. `null` (sorts last) when nothing is left. */
export function nameKey(displayName: string | null | undefined): string | null {
  const key = (displayName ?? '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();
  return key === '' ? null : [...key].slice(0, NAME_KEY_LENGTH).join('');
}

/** What a search text is compared as. */
export function searchKey(text: string): string {
  return text.toLowerCase();
}

/** The text that a search looks through: display name, email and external id, a line each. */
export function searchText(identity: {
  displayName?: string | null;
  email?: string | null;
  externalId: string;
}): string {
  return searchKey([identity.displayName ?? '', identity.email ?? '', identity.externalId].join('\n'));
}

/** What a tag is indexed by. A tag has no length limit and an index entry has, hence a digest. */
export function tagKey(tag: string): string {
  return createHash('sha256').update(tag, 'utf8').digest('base64url').slice(0, 16);
}
