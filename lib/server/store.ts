import 'server-only';
import { openDatabase, type Database } from '@/lib/db/database';
import { DataLockError } from '@/lib/db/data-lock';
import { withoutParameters } from '@/lib/db/query-error';
import { openedOnce } from './process-wide';
import { logEvent } from './log';
import { settings } from './settings';

/**
 * The store of this process, opened and migrated once: operators, their sign-ins and the audit log in every mode, and
 * the identities of the embedded API.
 */
export function store(): Promise<Database> {
  return openedOnce('store', async () => {
    const { DATABASE_URL, DATA_DIR } = settings();
    return openDatabase(
      DATABASE_URL === undefined
        ? { dataDir: DATA_DIR }
        : {
            databaseUrl: DATABASE_URL,
            onConnectionLost: (error) => logEvent('warn', 'database-connection-lost', { error }),
          },
    ).catch((error: unknown) => {
      throw storeError(error, DATABASE_URL === undefined ? DATA_DIR : undefined);
    });
  });
}

/** Why the store could not be opened, naming the setting that leads to it and how to mend it. */
function storeError(failure: unknown, dataDir: string | undefined): unknown {
  const error = withoutParameters(failure);
  if (error instanceof DataLockError || !(error instanceof Error)) return error;
  return new Error(
    dataDir === undefined
      ? `the database of DATABASE_URL cannot be opened (${error.message}). Check that PostgreSQL runs there and lets this user in.`
      : `the folder of DATA_DIR, ${dataDir}, cannot be used (${error.message}). Set DATA_DIR to a folder that this user may write to.`,
    { cause: error },
  );
}
