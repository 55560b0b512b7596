/**
 * Whether Postgres and JSON can keep a text exactly: no NUL (refused by Postgres with 22021) and no lone
 * surrogate (silently replaced on the way through UTF-8).
 */
export function isWellFormedText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Length in characters as the contract counts them: Unicode code points, not UTF-16 units. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
