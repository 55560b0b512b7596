import 'server-only';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { callHolder, DataLockError, lockDataFolder } from '@/lib/db/data-lock';
import { latestMigrationOf } from '@/lib/db/migration';
import { settings, SettingsError } from '@/lib/server/settings';
import { readDump, refuseExisting, writeDump } from './dump-file';
import { UnusableDump, type Dump } from './dump-format';
import { requestDump } from './dump-socket';
import { openFiles } from './pglite-store';
import { restoreDump } from './restore-dump';
import { checkDump, takeDump } from './take-dump';

/** `npm run backup -- FILE` and `npm run restore -- FILE`: returns the exit code; a failure is one line. */
export async function runStoreCommand(args: readonly string[]): Promise<number> {
  const [command, file, ...rest] = args;
  const work = command === 'backup' ? backUp : restore;
  if (file === undefined || file.startsWith('-') || rest.length > 0) {
    process.stderr.write(`Usage: npm run ${command} -- FILE\n`);
    return 2;
  }
  try {
    process.stdout.write(`${await work(file)}\n`);
    return 0;
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function backUp(file: string): Promise<string> {
  const dataDir = embeddedFolder('pg_dump');
  refuseExisting(file);
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION')))
    throw new UnusableDump(`There is no store in ${dataDir}. Set DATA_DIR to the folder of the dashboard.`);
  const holder = await callHolder(dataDir);
  const dump = holder === undefined ? await dumpClosedStore(dataDir) : await requestDump(holder);
  const rows = await checkDump(dump);
  await writeDump(file, dump);
  const from = holder === undefined ? '' : ' while it is in use';
  return `Backed up the store in ${dataDir}${from} to ${file}: ${rows} rows, all found again in the backup.`;
}

async function dumpClosedStore(dataDir: string): Promise<Dump> {
  const lock = await lockDataFolder(dataDir);
  try {
    const client = await openFiles(join(dataDir, 'postgres'));
    try {
      return await takeDump(client, await latestMigrationOf(client), new Date());
    } finally {
      await client.close();
    }
  } finally {
    await lock.release();
  }
}

async function restore(file: string): Promise<string> {
  const dataDir = embeddedFolder('pg_restore');
  const { rows, signIns } = await restoreDump(await readDump(file), dataDir);
  const ended = signIns === 0 ? '' : ` ${signIns} sign-ins were ended: everybody signs in again.`;
  return `Restored ${file} into ${dataDir}: ${rows} rows, as many as were backed up.${ended}`;
}

/** The data folder of the settings. Throws when the store is a Postgres server's. */
function embeddedFolder(tool: string): string {
  const { DATABASE_URL, DATA_DIR } = settings();
  if (DATABASE_URL !== undefined)
    throw new UnusableDump(
      `DATABASE_URL is set, so the store is on a PostgreSQL server: use its own tools, such as ${tool}.`,
    );
  return DATA_DIR;
}

function isExpected(error: unknown): error is Error {
  if (error instanceof UnusableDump || error instanceof DataLockError || error instanceof SettingsError)
    return true;
  // A disk that is full, a folder that may not be written to: its own words name the file.
  return error instanceof Error && 'syscall' in error;
}
