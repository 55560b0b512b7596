import 'server-only';
import { and, asc, count, eq, gt, or, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { budgets } from '@/lib/db/budget-tables';
import type { Database, Orm } from '@/lib/db/database';
import { usageQuarters } from '@/lib/db/reporting-tables';
import { deletedIdentities, identities, importMarks, usageReports, workspace } from '@/lib/db/schema';
import { BACKUP_VERSION, type BackupTable } from './backup-format';
import { onSnapshot, storedIdentities } from './stored-pages';
import { unlimited } from './unlimited';

/** Rows read at once. */
const PAGE_ROWS = 2_000;

/** Writes the whole store as one moment saw it; see `backup-format.ts`. Returns the number of rows. */
export async function backUp(
  { orm }: Pick<Database, 'orm'>,
  now: Date,
  write: (text: string) => Promise<void>,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return onSnapshot(orm, async (snapshot) => {
    await unlimited(snapshot);
    const total = await rowsOf(snapshot);
    const [kept] = await snapshot
      .select({ id: workspace.id, seed: workspace.seed, created: workspace.created })
      .from(workspace);
    const head = { identity_desk_backup: BACKUP_VERSION, made: now, workspace: kept, rows: total };
    await write(`${JSON.stringify(head)}\n`);
    let done = 0;
    const save = async (table: BackupTable, rows: readonly object[]) => {
      signal.throwIfAborted();
      await write(rows.map((row) => `${JSON.stringify([table, row])}\n`).join(''));
      done += rows.length;
      onProgress(done, total);
    };
    for await (const page of storedIdentities(snapshot)) await save('identities', page);
    await saveQuarters(snapshot, save);
    await saveBudgets(snapshot, save);
    await saveDeleted(snapshot, save);
    await saveReports(snapshot, save);
    await save('marks', await snapshot.select().from(importMarks));
    await write(`${JSON.stringify({ end: true, rows: done })}\n`);
    return done;
  });
}

type Save = (table: BackupTable, rows: readonly object[]) => Promise<void>;

async function rowsOf(orm: Orm): Promise<number> {
  let total = 0;
  const tables: PgTable[] = [
    identities,
    usageQuarters,
    budgets,
    deletedIdentities,
    usageReports,
    importMarks,
  ];
  for (const table of tables) {
    const [rows] = await orm.select({ count: count() }).from(table);
    total += rows?.count ?? 0;
  }
  return total;
}

/** Reads by key, page by page, whatever the key is. */
async function inPages<Row>(
  readAfter: (last: Row | undefined) => Promise<Row[]>,
  save: (rows: Row[]) => Promise<void>,
): Promise<void> {
  let last: Row | undefined;
  for (let more = true; more;) {
    const page = await readAfter(last);
    await save(page);
    last = page.at(-1);
    more = page.length === PAGE_ROWS;
  }
}

function saveQuarters(orm: Orm, save: Save): Promise<void> {
  const after = (externalId: string, quarter: Date): SQL | undefined =>
    or(
      gt(usageQuarters.externalId, externalId),
      and(eq(usageQuarters.externalId, externalId), gt(usageQuarters.quarter, quarter)),
    );
  return inPages<typeof usageQuarters.$inferSelect>(
    (last) =>
      orm
        .select()
        .from(usageQuarters)
        .where(last && after(last.externalId, last.quarter))
        .orderBy(asc(usageQuarters.externalId), asc(usageQuarters.quarter))
        .limit(PAGE_ROWS),
    (rows) => save('quarters', rows),
  );
}

function saveBudgets(orm: Orm, save: Save): Promise<void> {
  return inPages<typeof budgets.$inferSelect>(
    (last) =>
      orm
        .select()
        .from(budgets)
        .where(last && gt(budgets.id, last.id))
        .orderBy(asc(budgets.id))
        .limit(PAGE_ROWS),
    (rows) => save('budgets', rows),
  );
}

function saveDeleted(orm: Orm, save: Save): Promise<void> {
  return inPages<typeof deletedIdentities.$inferSelect>(
    (last) =>
      orm
        .select()
        .from(deletedIdentities)
        .where(last && gt(deletedIdentities.id, last.id))
        .orderBy(asc(deletedIdentities.id))
        .limit(PAGE_ROWS),
    (rows) => save('deleted', rows),
  );
}

function saveReports(orm: Orm, save: Save): Promise<void> {
  return inPages<typeof usageReports.$inferSelect>(
    (last) =>
      orm
        .select()
        .from(usageReports)
        .where(last && gt(usageReports.key, last.key))
        .orderBy(asc(usageReports.key))
        .limit(PAGE_ROWS),
    (rows) => save('reports', rows),
  );
}
