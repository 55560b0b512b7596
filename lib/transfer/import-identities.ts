import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database, Orm } from '@/lib/db/database';
import { identities } from '@/lib/db/schema';
import { withoutIndexes } from '@/lib/demo-workspace/seed-indexes';
import { importBatch, type ExistingRule } from './import-batch';
import { moveImportMark, readImportMark, type ImportMark } from './import-mark';
import { rowBatches } from './row-batches';
import type { RejectedRow, SourceRow } from './source-row';
import { unlimited } from './unlimited';

export type ImportCounts = { created: number; updated: number; skipped: number; rejected: number };

export type ImportOptions = {
  existing: ExistingRule;
  now: Date;
  /** Takes the rejected rows of each batch, before the batch is stored for good. */
  onRejected: (rows: readonly RejectedRow[]) => Promise<void>;
  /** Told after every batch. */
  onProgress: (counts: ImportCounts) => void;
  /** Ends the import between two batches: with what `throwIfAborted` throws. */
  signal: AbortSignal;
};

/** Thrown when two processes import one file at a time. `message` is the one line to print. */
export class ImportConflict extends Error {}

/** Thrown inside the transaction to undo it, with what would have been stored. */
class Undo extends Error {
  constructor(readonly counts: ImportCounts) {
    super('undone');
  }
}

/**
 * Imports all rows or none: one transaction, undone when a row is rejected or `dryRun` is set. Reads on to the end
 * after a rejected row, so that one run reports them all. Into an empty store the indexes are built afterwards.
 */
export async function importAllOrNothing(
  { orm }: Pick<Database, 'orm'>,
  rows: AsyncIterable<SourceRow>,
  options: ImportOptions & { dryRun: boolean },
): Promise<{ stored: boolean; counts: ImportCounts }> {
  try {
    const counts = await orm.transaction(async (transaction) => {
      await unlimited(transaction);
      const totals = noCounts();
      const fill = async () => {
        for await (const batch of rowBatches(rows)) {
          options.signal.throwIfAborted();
          await store(transaction, batch, totals, options);
        }
        if (totals.rejected > 0 || options.dryRun) throw new Undo(totals);
      };
      const [any] = await transaction.select({ id: identities.id }).from(identities).limit(1);
      await (any === undefined ? withoutIndexes(transaction, ['identities'], fill) : fill());
      return totals;
    });
    await orm.execute(sql`analyze identities`);
    return { stored: true, counts };
  } catch (error) {
    if (error instanceof Undo) return { stored: false, counts: error.counts };
    throw error;
  }
}

/**
 * Imports what can be imported, batch by batch, and remembers how far it has come with each: the next call goes on
 * there, whatever ended this one. `rowsFrom` reads the file without its first rows. Returns the mark at its end and
 * the counts of this call.
 */
export async function importResumably(
  { orm }: Pick<Database, 'orm'>,
  fileDigest: string,
  rowsFrom: (skip: number) => AsyncIterable<SourceRow>,
  options: ImportOptions & { onResume: (mark: ImportMark) => Promise<void> },
): Promise<{ mark: ImportMark; counts: ImportCounts }> {
  let mark = await readImportMark(orm, fileDigest);
  const totals = noCounts();
  await options.onResume(mark);
  if (mark.finished) return { mark, counts: totals };
  for await (const batch of rowBatches(rowsFrom(mark.rows))) {
    options.signal.throwIfAborted();
    mark = await orm.transaction(async (transaction) => {
      await unlimited(transaction);
      const before = { ...totals };
      await store(transaction, batch, totals, options);
      const to = {
        rows: mark.rows + batch.length,
        imported: mark.imported + (totals.created - before.created) + (totals.updated - before.updated),
        rejected: mark.rejected + (totals.rejected - before.rejected),
        finished: false,
      };
      return moved(transaction, fileDigest, mark, to, options.now);
    });
  }
  mark = await orm.transaction((transaction) =>
    moved(transaction, fileDigest, mark, { ...mark, finished: true }, options.now),
  );
  await orm.execute(sql`analyze identities`);
  return { mark, counts: totals };
}

async function moved(
  orm: Orm,
  fileDigest: string,
  from: ImportMark,
  to: ImportMark,
  now: Date,
): Promise<ImportMark> {
  if (await moveImportMark(orm, fileDigest, from, to, now)) return to;
  throw new ImportConflict('Another process imports this very file. Wait for it, then run this again.');
}

async function store(
  orm: Orm,
  batch: readonly SourceRow[],
  totals: ImportCounts,
  { existing, now, onRejected, onProgress }: ImportOptions,
): Promise<void> {
  const { rejected, created, updated, skipped } = await importBatch(orm, batch, existing, now);
  if (rejected.length > 0) await onRejected(rejected);
  totals.created += created;
  totals.updated += updated;
  totals.skipped += skipped;
  totals.rejected += rejected.length;
  onProgress(totals);
}

function noCounts(): ImportCounts {
  return { created: 0, updated: 0, skipped: 0, rejected: 0 };
}
