import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database, Orm } from '@/lib/db/database';
import { budgets } from '@/lib/db/budget-tables';
import { deletedIdentities, importMarks, usageReports, workspace } from '@/lib/db/schema';
import { INDEXED_TABLES, withoutIndexes } from '@/lib/demo-workspace/seed-indexes';
import { dayRows, identityRows, quarterRows, workspaceRows } from '@/lib/demo-workspace/seed-rows';
import {
  BACKUP_VERSION,
  backupHead,
  backupRows,
  backupTail,
  type BackupRow,
  type BackupTable,
} from './backup-format';
import { clearStore, isEmptyStore } from './clear-store';
import { fileLines } from './file-lines';
import { UnreadableFile } from './source-row';
import { unlimited } from './unlimited';

/** Rows written at once. */
const BATCH_ROWS = 1_000;

/** Longest line: an identity with metadata of 1 MiB, whose every character may take two in a text. */
const LINE_BYTES_MAX = 8 * 1024 * 1024;

/** Thrown when there is something in the store that a restore would lose. */
export class StoreNotEmpty extends Error {}

/**
 * Brings a backup back, all or nothing: the store is then what it was. Throws `StoreNotEmpty` unless the store is
 * empty or `replace` is set, and `UnreadableFile` for a file that is no backup or not a whole one.
 */
export async function restore(
  { orm }: Pick<Database, 'orm'>,
  chunks: AsyncIterable<Buffer>,
  { replace }: { replace: boolean },
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const rows = await orm.transaction(async (transaction) => {
    await unlimited(transaction);
    if (!replace && !(await isEmptyStore(transaction))) throw new StoreNotEmpty();
    await clearStore(transaction);
    let restored = 0;
    await withoutIndexes(transaction, INDEXED_TABLES, async () => {
      restored = await restoreRows(transaction, chunks, onProgress, signal);
    });
    await transaction.execute(dayRows());
    await transaction.execute(workspaceRows());
    return restored;
  });
  await orm.execute(sql`analyze`);
  return rows;
}

const row = z.tuple([
  z.enum(Object.keys(backupRows) as [BackupTable, ...BackupTable[]]),
  z.record(z.string(), z.unknown()),
]);

async function restoreRows(
  orm: Orm,
  chunks: AsyncIterable<Buffer>,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<number> {
  let head: z.output<typeof backupHead> | undefined;
  let whole = false;
  let done = 0;
  let batch: { table: BackupTable; rows: object[] } = { table: 'identities', rows: [] };
  const flush = async () => {
    signal.throwIfAborted();
    await writeRows(orm, batch.table, batch.rows);
    done += batch.rows.length;
    batch.rows = [];
    onProgress(done, head?.rows ?? done);
  };
  for await (const { line, bytes } of fileLines(chunks, LINE_BYTES_MAX)) {
    const value = parsedLine(bytes, line);
    if (head === undefined) {
      head = readHead(value);
      await orm.update(workspace).set(head.workspace);
      continue;
    }
    const tail = backupTail.safeParse(value);
    if (tail.success) {
      await flush();
      if (tail.data.rows !== done) throw new UnreadableFile('The backup has lost rows; it is not used.');
      whole = true;
      continue;
    }
    const [table, stored] = checked(row, value, line);
    if (table !== batch.table || batch.rows.length >= BATCH_ROWS) {
      await flush();
      batch = { table, rows: [] };
    }
    batch.rows.push(checked<object>(backupRows[table], stored, line));
  }
  if (!whole) throw new UnreadableFile('The backup is cut off; it is not used.');
  return done;
}

function readHead(value: unknown): z.output<typeof backupHead> {
  const head = backupHead.safeParse(value);
  if (!head.success) throw new UnreadableFile('This is not a backup of Identity Desk.');
  if (head.data.identity_desk_backup > BACKUP_VERSION) {
    throw new UnreadableFile('This backup was made by a newer Identity Desk. Restore it with that one.');
  }
  return head.data;
}

function parsedLine(bytes: Buffer | undefined, line: number): unknown {
  try {
    return JSON.parse(bytes?.toString('utf8') ?? '');
  } catch {
    throw new UnreadableFile(
      line === 1 ? 'This is not a backup of Identity Desk.' : `Line ${line} of the backup is broken.`,
    );
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, line: number): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UnreadableFile(`Line ${line} of the backup is broken.`);
}

async function writeRows(orm: Orm, table: BackupTable, rows: object[]): Promise<void> {
  if (rows.length === 0) return;
  const of = <T extends BackupTable>(_table: T) => rows as BackupRow<T>[];
  switch (table) {
    case 'identities':
      await orm.execute(identityRows(of(table).map(identityRow)));
      return;
    case 'usage':
      // Known by its day (UTC) only, as in a store of that time when it is migrated: it counts for the first quarter.
      await orm.execute(quarterRows(of(table).map((row) => ({ ...row, quarter: Date.parse(row.day) }))));
      return;
    case 'quarters':
      await orm.execute(quarterRows(of(table).map((row) => ({ ...row, quarter: row.quarter.getTime() }))));
      return;
    case 'budgets':
      await orm.insert(budgets).values(of(table));
      return;
    case 'deleted':
      await orm.insert(deletedIdentities).values(of(table));
      return;
    case 'reports':
      await orm.insert(usageReports).values(of(table));
      return;
    case 'marks':
      await orm.insert(importMarks).values(of(table));
  }
}

function identityRow({ metadataText, displayName, email, avatarUrl, ...kept }: BackupRow<'identities'>) {
  return {
    ...kept,
    displayName: displayName ?? undefined,
    email: email ?? undefined,
    avatarUrl: avatarUrl ?? undefined,
    metadata: metadataText,
  };
}
