import 'server-only';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Database } from '@/lib/db/database';
import { createEmbeddedApi } from '@/lib/embedded-api/api';
import { logEvent } from '@/lib/server/log';
import { resetHandler, RESET_PATH } from './reset-handler';

/** Longest wait for running requests at the end, in milliseconds. */
const DRAIN_MS = 10_000;

/** The embedded API on a port. */
export type ApiServer = {
  /** Its origin, such as `http://127.0.0.1:4010`. */
  url: string;
  apiKey: string;
  /** Lets running requests end, then closes the store too. */
  close(): Promise<void>;
};

/** Listens; port 0 takes a free one. Rejects with the `code` of the system when that fails. */
export async function startApiServer({
  database,
  apiKey,
  host,
  port,
  timeZone,
}: {
  database: Database;
  apiKey: string;
  host: string;
  port: number;
  /** IANA name: whose days the figures of identities are made of. */
  timeZone: string;
}): Promise<ApiServer> {
  const handle = createEmbeddedApi({
    database,
    apiKey,
    timeZone,
    onError: (error, requestId) =>
      logEvent('error', 'embedded-api', {
        requestId,
        error: error instanceof Error ? error.stack : String(error),
      }),
  });
  const reset = resetHandler(database, apiKey);
  const server = createAdaptorServer({
    fetch: (request: Request) =>
      new URL(request.url).pathname === RESET_PATH ? reset(request) : handle(request),
    overrideGlobalObjects: false,
  }) as Server;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    apiKey,
    close: async () => {
      // Ends what is idle and waits for what is running, but not for a caller that never finishes.
      const limit = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(limit);
      await database.close();
    },
  };
}
