import 'server-only';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { answerCaller } from '@/lib/store-dump/dump-socket';
import { takeDump } from '@/lib/store-dump/take-dump';
import { lockDataFolder, type DataLock } from './data-lock';
import { parseOnce } from './parse-once';
import { latestMigration, migrationsFolder } from './migration';
import { deletedIdentities, workspace } from './schema';
import { tidyStore } from './store-upkeep';

/**
 * What both drivers share: the query builder, whose rows are typed by the columns asked for. Only `execute` differs
 * between them, and its result is `unknown` here.
 */
export type Orm = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** The store: PGlite in this process, or a Postgres server. Both run the same SQL and migrations. */
export type Database = {
  kind: 'embedded' | 'postgres';
  orm: Orm;
  /** Name of the latest migration that the store has had. */
  migration: string;
  /** Closes the store and gives its folder free. Safe to call twice. */
  close(): Promise<void>;
};

/** An empty, migrated store to copy: made once, by the first that needs it. */
export type StoreTemplate = {
  load(): Promise<Blob | undefined>;
  save(store: Blob): Promise<void>;
};

/** Any number: what two starting processes agree on while they migrate. */
const MIGRATION_LOCK = 5_140_826_371;
/** Limits of the Postgres store, in milliseconds. */
const LIMITS = {
  connect: 5_000,
  statement: 15_000,
  idleInTransaction: 15_000,
  idle: 30_000,
  migrationLock: 60_000,
};
const POOL_MAX = 10;

/**
 * Opens, migrates and prepares the store: Postgres when `databaseUrl` is given, else PGlite in `dataDir`, else PGlite
 * in memory (tests). Throws `DataLockError` when another process holds `dataDir`.
 */
export async function openDatabase(place: {
  databaseUrl?: string;
  dataDir?: string;
  /** For a store in memory: saves most of the two seconds that making one takes. */
  template?: StoreTemplate;
  /** Told of a pooled connection that broke while idle; the next query opens a new one. */
  onConnectionLost?: (error: Error) => void;
}): Promise<Database> {
  if (place.databaseUrl !== undefined)
    return openPostgres(place.databaseUrl, place.onConnectionLost ?? (() => {}));
  if (place.dataDir === undefined) return openEmbedded(undefined, undefined, place.template);
  const lock = await lockDataFolder(place.dataDir);
  try {
    return await openFolder(place.dataDir, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens the store of a data folder that is locked, making it the first time. */
async function openFolder(dataDir: string, lock: DataLock): Promise<Database> {
  const folder = join(dataDir, 'postgres');
  const unfinished = join(dataDir, 'postgres.unfinished');
  // A store whose making was cut short holds nothing yet, and PGlite may not be able to open it.
  if (existsSync(unfinished)) await rm(folder, { recursive: true, force: true });
  const isNew = !existsSync(folder);
  if (isNew) {
    await writeFile(unfinished, '', { mode: 0o600 });
    // PGlite makes this folder, but not with this mode.
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  const database = await openEmbedded(folder, lock);
  if (isNew) await rm(unfinished, { force: true });
  return database;
}

async function openEmbedded(
  folder: string | undefined,
  lock: DataLock | undefined,
  template?: StoreTemplate,
): Promise<Database> {
  const [{ PGlite }, { pg_trgm }, { drizzle }, { migrate }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
    import('drizzle-orm/pglite'),
    import('drizzle-orm/pglite/migrator'),
  ]);
  const copied = await template?.load();
  const client = await PGlite.create({
    ...(folder !== undefined && { dataDir: folder }),
    ...(copied !== undefined && { loadDataDir: copied }),
    extensions: { pg_trgm },
  });
  try {
    parseOnce(client);
    const orm = drizzle(client);
    await client.exec('create extension if not exists pg_trgm');
    // The session lives as long as the process: a plan that a foreign key was once given, while its table was small, would
    // read all of the table for every row, however long it has become.
    await client.exec('set plan_cache_mode = force_custom_plan');
    await migrate(orm, { migrationsFolder: migrationsFolder() });
    // Before the workspace gets its id: every store has one of its own.
    if (template !== undefined && copied === undefined) await template.save(await client.dumpDataDir('none'));
    await prepare(orm);
    await tidyStore(orm);
    const migration = await latestMigration(orm);
    lock?.answer((socket) => answerCaller(socket, () => takeDump(client, migration, new Date())));
    return { kind: 'embedded', orm, migration, close: once(() => client.close().finally(lock?.release)) };
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function openPostgres(
  databaseUrl: string,
  onConnectionLost: (error: Error) => void,
): Promise<Database> {
  const [{ Client, Pool }, { drizzle }, { migrate }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('drizzle-orm/node-postgres/migrator'),
  ]);
  // A connection of its own: the lock belongs to the session and ends with it, even when the migration fails.
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: LIMITS.connect });
  client.on('error', onConnectionLost);
  let migration: string;
  try {
    await client.connect();
    await client.query(`set lock_timeout = ${LIMITS.migrationLock}`);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('create extension if not exists pg_trgm');
    const orm = drizzle(client);
    await migrate(orm, { migrationsFolder: migrationsFolder() });
    await prepare(orm);
    migration = await latestMigration(orm);
  } finally {
    await client.end().catch(() => {});
  }
  const pool = new Pool({
    connectionString: databaseUrl,
    max: POOL_MAX,
    connectionTimeoutMillis: LIMITS.connect,
    idleTimeoutMillis: LIMITS.idle,
    statement_timeout: LIMITS.statement,
    idle_in_transaction_session_timeout: LIMITS.idleInTransaction,
  });
  // Without a listener a connection that breaks while idle ends the whole process.
  pool.on('error', onConnectionLost);
  return { kind: 'postgres', orm: drizzle(pool), migration, close: once(() => pool.end()) };
}

/** Makes the one row that names the workspace at first start; forgets places that no list can still be paged from. */
async function prepare(orm: Orm): Promise<void> {
  await orm
    .insert(workspace)
    .values({ id: randomUUID(), created: sql`now()` })
    .onConflictDoNothing();
  await orm.delete(deletedIdentities).where(sql`${deletedIdentities.deleted} < now() - interval '30 days'`);
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= close());
}
