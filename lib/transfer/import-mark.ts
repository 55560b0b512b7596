import 'server-only';
import { eq } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { importMarks } from '@/lib/db/schema';

/** How far the import of one file has come. */
export type ImportMark = { rows: number; imported: number; rejected: number; finished: boolean };

const START: ImportMark = { rows: 0, imported: 0, rejected: 0, finished: false };

/** The mark of a file, by the digest of its contents; the start when there is none. */
export async function readImportMark(orm: Orm, fileDigest: string): Promise<ImportMark> {
  const [mark] = await orm
    .select({
      rows: importMarks.rows,
      imported: importMarks.imported,
      rejected: importMarks.rejected,
      finished: importMarks.finished,
    })
    .from(importMarks)
    .where(eq(importMarks.fileDigest, fileDigest));
  return mark ?? START;
}

/**
 * Moves the mark on, in the transaction of the batch that it stands behind. False when it is not where it was left:
 * then another process imports the same file.
 */
export async function moveImportMark(
  orm: Orm,
  fileDigest: string,
  from: ImportMark,
  to: ImportMark,
  now: Date,
): Promise<boolean> {
  await orm
    .insert(importMarks)
    .values({ fileDigest, ...START, updated: now })
    .onConflictDoNothing();
  const [stored] = await orm
    .select({ rows: importMarks.rows, finished: importMarks.finished })
    .from(importMarks)
    .where(eq(importMarks.fileDigest, fileDigest))
    .for('update');
  if (stored?.rows !== from.rows || stored.finished !== from.finished) return false;
  await orm
    .update(importMarks)
    .set({ ...to, updated: now })
    .where(eq(importMarks.fileDigest, fileDigest));
  return true;
}
