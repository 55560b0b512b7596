import { isWellFormedText } from './well-formed-text';

/**
 * What keeps a text, its ends trimmed, from being a tag; `undefined` when nothing does. No zod here, so that a tags
 * box works without it; `identity-form.ts` makes the schema of this.
 */
export function tagIssue(text: string): string | undefined {
  if (text === '') return 'A tag needs at least one character.';
  return isWellFormedText(text) ? undefined : 'This tag contains a character that cannot be stored.';
}
