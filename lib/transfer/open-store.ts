import 'server-only';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '@/lib/db/database';
import { settings } from '@/lib/server/settings';
import { CommandError } from './command-error';

/**
 * Opens the store of the embedded API, as the settings name it: Postgres of DATABASE_URL, else the folder DATA_DIR.
 * Throws `CommandError`, `SettingsError`, or `DataLockError` when a dashboard runs on the folder.
 */
export async function openStore({ make }: { make: boolean }): Promise<{ database: Database; name: string }> {
  const { mode, DATABASE_URL, DATA_DIR } = settings();
  if (mode === 'orq') {
    throw new CommandError(
      'ORQ_API_KEY is set, so the dashboard works on orq.ai, which these commands do not reach. Unset it to work on the embedded store.',
    );
  }
  if (DATABASE_URL !== undefined) {
    const { host, pathname } = new URL(DATABASE_URL);
    const database = await openDatabase({ databaseUrl: DATABASE_URL });
    return { database, name: `the database ${pathname.slice(1)} on ${host}` };
  }
  // Opening makes a store. Where one is expected, a mistyped folder must not become an empty one.
  if (!make && !existsSync(join(DATA_DIR, 'postgres', 'PG_VERSION'))) {
    throw new CommandError(
      `There is no store in ${DATA_DIR}. Set DATA_DIR to the folder of the dashboard, or DATABASE_URL.`,
    );
  }
  return { database: await openDatabase({ dataDir: DATA_DIR }), name: DATA_DIR };
}
