import 'server-only';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { lockDataFolder } from '@/lib/db/data-lock';
import { migrationNames } from '@/lib/db/migration';
import { UnusableDump, type Dump } from './dump-format';
import { openFiles, tableCounts } from './pglite-store';
import { checkCounts, tarOf } from './take-dump';

/** Where sign-ins are kept. A restored one would let in whoever was signed in, and since locked out, back then. */
const SIGN_INS = 'sign_ins';
const JOBS = 'jobs';

/**
 * Makes the store of an empty data folder from a dump, checks that every row is there, ends all sign-ins, and pauses the
 * jobs that ran. Returns
 * the numbers of rows and of ended sign-ins. Throws `DataLockError`, and `UnusableDump` for a folder that is not empty
 * or a dump that is not what it says; the folder is then as empty as before.
 */
export async function restoreDump(dump: Dump, dataDir: string): Promise<{ rows: number; signIns: number }> {
  if (!(await migrationNames()).includes(dump.head.migration))
    throw new UnusableDump('This backup was made by a newer Identity Desk. Restore it with that one.');
  const lock = await lockDataFolder(dataDir);
  try {
    const folder = join(dataDir, 'postgres');
    const unfinished = join(dataDir, 'postgres.unfinished');
    await refuseUsed(dataDir, unfinished);
    // The mark of a store that holds nothing yet: a restore that is cut short can be done again.
    await writeFile(unfinished, '', { mode: 0o600 });
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    try {
      const restored = await fill(folder, dump);
      await rm(unfinished);
      return restored;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      await rm(unfinished, { force: true });
      throw error;
    }
  } finally {
    await lock.release();
  }
}

async function refuseUsed(dataDir: string, unfinished: string): Promise<void> {
  const ours = existsSync(unfinished) ? ['lock', 'postgres', 'postgres.unfinished'] : ['lock'];
  const there = (await readdir(dataDir)).filter((name) => !ours.includes(name));
  if (there.length > 0)
    throw new UnusableDump(
      `DATA_DIR ${dataDir} is not empty (${there[0]}). A backup is restored into an empty folder only: move this one away, or set DATA_DIR to another.`,
    );
}

async function fill(folder: string, { head, body }: Dump): Promise<{ rows: number; signIns: number }> {
  const store = await openFiles(folder, tarOf(body)).catch((error: unknown) => {
    throw new UnusableDump('The database in this backup cannot be opened.', { cause: error });
  });
  try {
    const rows = checkCounts(head, await tableCounts(store));
    await pauseJobs(store);
    return { rows, signIns: await endSignIns(store) };
  } finally {
    await store.close();
  }
}

/** A job that ran when the backup was made goes on only at somebody's word: what it is to change may have moved since. */
async function pauseJobs(store: PGlite): Promise<void> {
  if (!(await hasTable(store, JOBS))) return;
  await store.query(
    `update ${JOBS} set state = 'paused', owner = null, lease_until = null, resume_at = null,
      waiting_for = 'It ran when the backup was made that this store was restored from. Look at what is stored before it goes on.'
    where state = 'running'`,
  );
  // One that was confirmed and was being counted once more is asked for again.
  await store.query(
    `update ${JOBS} set state = 'ready', started = null, cursor = null where state = 'preparing' and started is not null`,
  );
}

async function hasTable(store: PGlite, name: string): Promise<boolean> {
  const { rows } = await store.query(
    `select 1 from pg_tables where schemaname = 'public' and tablename = $1`,
    [name],
  );
  return rows.length > 0;
}

async function endSignIns(store: PGlite): Promise<number> {
  if (!(await hasTable(store, SIGN_INS))) return 0;
  const { affectedRows } = await store.query(`delete from ${SIGN_INS}`);
  return affectedRows ?? 0;
}
