import 'server-only';
import { count } from 'drizzle-orm';
import type { Database } from '@/lib/db/database';
import { identities } from '@/lib/db/schema';
import type { StoredIdentity } from '@/lib/embedded-api/identity-store';
import { CSV_BOM, csvRecord, exactCsvRecord } from '@/lib/format/csv';
import { EXPORT_COLUMNS } from './csv-columns';
import { onSnapshot, storedIdentities } from './stored-pages';
import { unlimited } from './unlimited';

export type ExportFormat = { format: 'jsonl' } | { format: 'csv'; spreadsheet: boolean };

/**
 * Writes all identities as one moment saw them, in the order of their `_id`. `write` takes some whole rows and
 * resolves when it has room for more.
 */
export async function exportIdentities(
  { orm }: Pick<Database, 'orm'>,
  format: ExportFormat,
  write: (text: string) => Promise<void>,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return onSnapshot(orm, async (snapshot) => {
    await unlimited(snapshot);
    const [rows] = await snapshot.select({ total: count() }).from(identities);
    const total = rows?.total ?? 0;
    let done = 0;
    const [head, row] = rowWriter(format);
    if (head !== '') await write(head);
    for await (const page of storedIdentities(snapshot)) {
      signal.throwIfAborted();
      await write(page.map(row).join(''));
      done += page.length;
      onProgress(done, total);
    }
    return done;
  });
}

function rowWriter(format: ExportFormat): [head: string, row: (identity: StoredIdentity) => string] {
  if (format.format === 'jsonl') return ['', jsonLine];
  // The mark tells a spreadsheet that this is UTF-8; programs take it for part of the first name.
  return format.spreadsheet
    ? [CSV_BOM + csvRecord(EXPORT_COLUMNS), (identity) => csvRecord(cells(identity))]
    : [exactCsvRecord(EXPORT_COLUMNS), (identity) => exactCsvRecord(cells(identity))];
}

/**
 * An identity as the API answers it, on one line. A line break in stored metadata stands between two values, as in a
 * text it would not be JSON; it becomes a space.
 */
function jsonLine(identity: StoredIdentity): string {
  const members = {
    _id: identity.id,
    external_id: identity.externalId,
    ...(identity.displayName !== null && { display_name: identity.displayName }),
    ...(identity.email !== null && { email: identity.email }),
    ...(identity.avatarUrl !== null && { avatar_url: identity.avatarUrl }),
    tags: identity.tags,
    created: identity.created.toISOString(),
    updated: identity.updated.toISOString(),
  };
  const metadata = identity.metadataText.replace(/[\r\n]/g, ' ');
  return `${JSON.stringify(members).slice(0, -1)},"metadata":${metadata}}\n`;
}

/** In the order of `EXPORT_COLUMNS`. */
function cells(identity: StoredIdentity): string[] {
  return [
    identity.id,
    identity.externalId,
    identity.displayName ?? '',
    identity.email ?? '',
    identity.avatarUrl ?? '',
    JSON.stringify(identity.tags),
    identity.metadataText,
    identity.created.toISOString(),
    identity.updated.toISOString(),
  ];
}
