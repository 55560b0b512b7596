import 'server-only';
import { openDatabase, type Database } from '@/lib/db/database';
import { withoutParameters } from '@/lib/db/query-error';
import { DataLockError } from '@/lib/db/data-lock';
import { seedWorkspace } from '@/lib/demo-workspace/seed-workspace';
import { createEmbeddedApi, type EmbeddedApi } from '@/lib/embedded-api/api';
import { embeddedApiKey } from './embedded-key';
import { logEvent } from './log';
import { openedOnce } from './process-wide';
import { keepSecret } from './secrets';
import { appOrigins, settings } from './settings';

/** The embedded identity API with its store, opened once in the process. */
export type Embedded = {
  database: Database;
  apiKey: string;
  handle: EmbeddedApi;
};

/** Opens the store, migrates it, seeds it if a demo asks for it, and mounts the API on it. */
export function embedded(): Promise<Embedded> {
  return openedOnce('embedded', open);
}

async function open(): Promise<Embedded> {
  const { DATABASE_URL, DATA_DIR, EMBEDDED_API_KEY, EMBEDDED_API_RATE_LIMIT, ...rest } = settings();
  const { DEMO_WORKSPACE, DEMO_SIZE, DEMO_NOW } = rest;
  const database = await openDatabase(
    DATABASE_URL === undefined ? { dataDir: DATA_DIR } : { databaseUrl: DATABASE_URL, onConnectionLost },
  ).catch((error: unknown) => {
    throw storeError(error, DATABASE_URL === undefined ? DATA_DIR : undefined);
  });
  try {
    const apiKey = await embeddedApiKey(DATA_DIR, EMBEDDED_API_KEY);
    keepSecret(apiKey);
    const frozen = DEMO_NOW === undefined ? undefined : new Date(DEMO_NOW);
    if (DEMO_WORKSPACE !== undefined) {
      const [avatarOrigin = 'http://127.0.0.1:3000'] = appOrigins(rest);
      await seedWorkspace(database, {
        profile: DEMO_WORKSPACE,
        ...(DEMO_SIZE !== undefined && { size: DEMO_SIZE }),
        now: frozen ?? new Date(),
        avatarOrigin,
        onProgress: (done, total) => logEvent('info', 'seeding', { done, total }),
      });
    }
    const handle = createEmbeddedApi({
      database,
      apiKey,
      requestsPerMinute: EMBEDDED_API_RATE_LIMIT,
      ...(frozen !== undefined && { now: () => frozen }),
      onAnswer: (answered) => logEvent('info', 'api-request', answered),
      onError: (error, requestId) =>
        logEvent('error', 'embedded-api', {
          requestId,
          error: error instanceof Error ? error.stack : String(error),
        }),
    });
    return { database, apiKey, handle };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The next query opens a new connection; whoever reads the log wants to know that one was lost. */
function onConnectionLost(error: Error): void {
  logEvent('warn', 'database-connection-lost', { reason: error.message });
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
