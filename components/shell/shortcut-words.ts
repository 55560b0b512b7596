import type { Shortcut } from './shortcuts';

/** What the keys of a table's rows are called; the tables register them by their keys alone. */
const ROW_WORDS: Record<string, string> = {
  j: 'Next row',
  k: 'Previous row',
  x: 'Select the row',
  X: 'Select all rows since the last',
  e: 'Edit the row',
};

/** What a shortcut does, in words. */
export function shortcutWords({ keys, label }: Shortcut): string {
  return label ?? ROW_WORDS[keys] ?? keys;
}

/** A shortcut as the keys that are pressed for it: `g i` is two, `X` is Shift and x. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((key) => (/^[A-Z]$/.test(key) ? ['Shift', key.toLowerCase()] : [key]));
}
