import { formatCount } from '@/lib/format/numbers';
import type { IdentityRow } from '@/lib/identity/identity-record';

export type TagMode = 'add' | 'remove';

/** What a change of tags would do to the selection, as far as the page knows; the server decides anew for each. */
export type TagPreview = {
  /** The rows that would be written. */
  due: IdentityRow[];
  /** How many of the selected have the tags, in words; empty while no tag is chosen. */
  words: string;
};

/** Adding concerns the rows that lack one of the tags, removing those that have one. */
export function tagPreview(rows: readonly IdentityRow[], tags: readonly string[], mode: TagMode): TagPreview {
  if (tags.length === 0) return { due: [], words: '' };
  const due = rows.filter((row) => (mode === 'add' ? !hasAll(row, tags) : hasAny(row, tags)));
  const having = mode === 'add' ? rows.length - due.length : due.length;
  const already = mode === 'add' ? ' already' : '';
  const what = tags.length === 1 ? 'it' : mode === 'add' ? 'all of them' : 'at least one of them';
  const verb = having === 1 ? 'has' : 'have';
  return { due, words: `${formatCount(having)} of ${formatCount(rows.length)}${already} ${verb} ${what}.` };
}

function hasAll(row: IdentityRow, tags: readonly string[]): boolean {
  return tags.every((tag) => row.tags.includes(tag));
}

function hasAny(row: IdentityRow, tags: readonly string[]): boolean {
  return tags.some((tag) => row.tags.includes(tag));
}

/** The tags that the selected identities have, the most frequent first. */
export function tagsOf(rows: readonly IdentityRow[]): { tag: string; identities: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const tag of new Set(row.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, identities]) => ({ tag, identities }))
    .sort((one, other) => other.identities - one.identities);
}
