import { metadataKeyIssue } from '@/lib/identity/metadata-value';
import type { ColumnTarget, ImportColumn, ImportField } from './import-request';

/** How the fields of a mapping are called. */
export const TARGET_LABELS: Record<ImportField, string> = {
  external_id: 'External ID',
  display_name: 'Display name',
  email: 'Email',
  avatar_url: 'Avatar URL',
  tags: 'Tags',
  metadata: 'Metadata (JSON)',
};

/** What keeps a mapping from being used: of single columns by their place, and of all of them. */
export type MappingIssues = { columns: Map<number, string>; whole: string | undefined };

/** Judges a mapping. Both the form and the server ask. Pure. */
export function mappingIssues(
  columns: readonly Pick<ImportColumn, 'name'>[],
  mapping: readonly ColumnTarget[],
): MappingIssues {
  const issues = new Map<number, string>();
  const first = new Map<string, number>();
  for (const [at, target] of mapping.entries()) {
    if (target.to === 'none') continue;
    const keyIssue = target.to === 'key' ? metadataKeyIssue(target.key) : undefined;
    const place = target.to === 'key' ? `key ${target.key}` : target.to;
    const before = first.get(place);
    if (keyIssue !== undefined) issues.set(at, keyIssue);
    else if (before !== undefined)
      issues.set(
        at,
        `${target.to === 'key' ? `The key “${target.key}”` : TARGET_LABELS[target.to]} is filled by the column “${columns[before]?.name ?? ''}” already.`,
      );
    else first.set(place, at);
  }
  if (mapping.length !== columns.length) return { columns: issues, whole: 'Say of each column what it is.' };
  if (!first.has('external_id'))
    return {
      columns: issues,
      whole: 'Choose the column that holds the external ID: it says which identity a row is about.',
    };
  return { columns: issues, whole: undefined };
}

/** The first issue of a mapping, in a sentence. */
export function firstIssue({ columns, whole }: MappingIssues): string | undefined {
  return whole ?? columns.values().next().value;
}
