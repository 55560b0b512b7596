import 'server-only';
import { seedWorkspace } from '@/lib/demo-workspace/seed-workspace';
import { createEmbeddedApi, type EmbeddedApi } from '@/lib/embedded-api/api';
import { embeddedApiKey } from './embedded-key';
import { logEvent } from './log';
import { openedOnce } from './process-wide';
import { keepSecret } from './secrets';
import { appOrigins, settings } from './settings';
import { store } from './store';

/** The embedded identity API, on the store of the process. */
export type Embedded = {
  apiKey: string;
  handle: EmbeddedApi;
};

/** Seeds the store if a demo asks for it, and mounts the API on it. */
export function embedded(): Promise<Embedded> {
  return openedOnce('embedded', open);
}

async function open(): Promise<Embedded> {
  const { DATA_DIR, EMBEDDED_API_KEY, EMBEDDED_API_RATE_LIMIT, ...rest } = settings();
  const { DEMO_WORKSPACE, DEMO_SIZE, DEMO_NOW, REPORTING_TIME_ZONE } = rest;
  const database = await store();
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
    timeZone: REPORTING_TIME_ZONE,
    ...(frozen !== undefined && { now: () => frozen }),
    onAnswer: (answered) => logEvent('info', 'api-request', answered),
    onError: (error, requestId) =>
      logEvent('error', 'embedded-api', {
        requestId,
        error: error instanceof Error ? error.stack : String(error),
      }),
  });
  return { apiKey, handle };
}
