import { sql } from 'drizzle-orm';
import { openDatabase, type Database } from '@/lib/db/database';
import { seedWorkspace } from '@/lib/demo-workspace/seed-workspace';
import { createEmbeddedApi } from '@/lib/embedded-api/api';

/** The clock of the measured workspaces: the same data on every run. */
const NOW = new Date('2026-11-20T12:00:00Z');
const KEY = 'desk_scale_bench_key';

/** A store of so many identities with their usage, and the API on it. */
export type MeasuredStore = {
  name: string;
  size: number;
  database: Database;
  /** One call of the API, answered in this process: the path, method and body. Throws on any answer but the expected. */
  call(path: string, init?: { method: string; body?: unknown }): Promise<unknown>;
};

/** Opens a store and fills it when it is new. @param onProgress hears how many identities of how many are in */
export async function measuredStore(
  name: string,
  place: { databaseUrl: string } | { dataDir: string },
  size: number,
  onProgress: (done: number, total: number) => void,
): Promise<MeasuredStore> {
  const database = await openDatabase(place);
  await seedWorkspace(database, {
    profile: 'huge',
    size,
    now: NOW,
    avatarOrigin: 'http://127.0.0.1:3000',
    onProgress,
  });
  await database.orm.execute(sql`vacuum analyze`);
  const handle = createEmbeddedApi({
    database,
    apiKey: KEY,
    now: () => NOW,
    onError: (error) => {
      throw error;
    },
  });
  return {
    name,
    size,
    database,
    call: async (path, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
      const response = await handle(
        new Request(`http://api.localhost${path}`, {
          method,
          headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      if (!response.ok)
        throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 400)}`);
      return text === '' ? undefined : JSON.parse(text);
    },
  };
}
