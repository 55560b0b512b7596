import 'server-only';
import { KEY_PREFIX, REPORTED_COLUMNS } from '@/lib/export/columns';
import { importedIdentity } from '@/lib/identity/import-row';
import { UnreadableFile } from './source-row';

/** The columns that an export writes, in this order. */
export const EXPORT_COLUMNS = [
  '_id',
  'external_id',
  'display_name',
  'email',
  'avatar_url',
  'tags',
  'metadata',
  'created',
  'updated',
] as const;

/** Columns of other exports, the dashboard's own among them, that an import passes over: nothing of it is stored. */
const PASSED_OVER = new Set(['workspace_id', ...REPORTED_COLUMNS]);

/**
 * The member that each column of a header fills, or `undefined` for one that is passed over. A column that nobody
 * knows ends the import: it is more likely a misspelt one than one to lose. Throws `UnreadableFile`.
 */
export function csvColumns(header: readonly string[]): (string | undefined)[] {
  const known = new Set(Object.keys(importedIdentity.shape));
  const hasMetadata = header.some((cell) => cell.trim() === 'metadata');
  const columns = header.map((cell) => {
    const name = cell.trim() === 'id' ? '_id' : cell.trim();
    if (known.has(name)) return name;
    if (PASSED_OVER.has(name)) return undefined;
    // Of an export that has all of the metadata beside it; alone it would be lost.
    if (name.startsWith(KEY_PREFIX) && hasMetadata) return undefined;
    throw new UnreadableFile(
      `The header has the column ${JSON.stringify(name)}, which is not known. Columns: ${[...known].join(', ')}.`,
    );
  });
  const named = columns.filter((name) => name !== undefined);
  const twice = named.find((name, at) => named.indexOf(name) !== at);
  if (twice !== undefined) throw new UnreadableFile(`The header has the column ${twice} twice.`);
  if (!named.includes('external_id'))
    throw new UnreadableFile('The first line must name the columns, external_id among them.');
  return columns;
}
