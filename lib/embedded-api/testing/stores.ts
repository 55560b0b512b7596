import 'server-only';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { sql } from 'drizzle-orm';
import { openDatabase, type Database } from '@/lib/db/database';
import { storeTemplate } from '@/lib/db/template-file';

/** A store that tests run on: opened fresh, and gone after `close`. */
export type TestStore = { name: string; open(): Promise<FreshStore> };
export type FreshStore = {
  database: Database;
  /** A second handle on the same data, as another process has it; on PGlite the same handle, as only one may be. */
  openAnother(): Promise<Database>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** The embedded store, and Postgres when the address of a server is given: a database of its own there. */
export function testStores(databaseUrl: string | undefined): TestStore[] {
  const embedded: TestStore = {
    name: 'PGlite',
    open: async () => fresh(await openDatabase({ template: storeTemplate() })),
  };
  if (databaseUrl === undefined) return [embedded];
  return [embedded, { name: 'Postgres', open: () => openFreshPostgres(databaseUrl) }];
}

async function openFreshPostgres(serverUrl: string): Promise<FreshStore> {
  const { url, drop } = await freshPostgresDatabase(serverUrl);
  const store = fresh(await openDatabase({ databaseUrl: url }), () => openDatabase({ databaseUrl: url }));
  const close = async () => {
    await store.close();
    await drop();
  };
  return { ...store, close };
}

/** A database of its own on a Postgres server, for tests whose processes open it themselves. */
export async function freshPostgresDatabase(
  serverUrl: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `desk_test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(serverUrl, `drop database ${name} with (force)`) };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function fresh(database: Database, openAnother = () => Promise.resolve(database)): FreshStore {
  return {
    database,
    openAnother,
    clear: async () => {
      await database.orm.execute(
        sql`truncate identities, deleted_identities, usage_days, usage_reports, usage_quarters, workspace_quarters,
          usage_standings, usage_standing_rows, usage_standing_milestones, usage_standing_tags, budgets`,
      );
    },
    close: database.close,
  };
}
