import { memberText, metadataTextIssue } from './metadata-text';
import { isWellFormedText } from './well-formed-text';

/** Longest key that many identities are given at once. */
export const METADATA_KEY_MAX = 256;

/** What keeps a text from being a key of metadata, or `undefined`. */
export function metadataKeyIssue(key: string): string | undefined {
  if (key === '') return 'Name the key.';
  if (key.length > METADATA_KEY_MAX) return `A key has at most ${METADATA_KEY_MAX} characters.`;
  return isWellFormedText(key) ? undefined : 'This key contains a character that cannot be stored.';
}

/** What keeps a text from being the JSON value of one key, or `undefined`. Lines count from 1. */
export function metadataValueIssue(key: string, text: string): string | undefined {
  if (text.trim() === '') return 'Give a JSON value.';
  // Judged by the rules of whole metadata, in a line of its own.
  const whole = `{${JSON.stringify(key)}:\n${text}\n}`;
  const issue = metadataTextIssue(whole);
  if (issue !== undefined)
    return issue.message.replace(/^Line (\d+),/, (_, line: string) => `Line ${Number(line) - 1},`);
  // Two members would pass as part of an object, but are not one value.
  return memberText(whole, [key]) === text.trim() ? undefined : 'Give one JSON value only.';
}
