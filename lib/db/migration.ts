import 'server-only';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { programFile } from '@/lib/program-file';
import type { Orm } from './database';

/** The folder of the migrations. */
export function migrationsFolder(): string {
  return dirname(dirname(programFile('lib', 'db', 'migrations', 'meta', '_journal.json')));
}

const journal = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });
const applied = z.object({ rows: z.array(z.object({ when: z.coerce.number() })) });

/** Names of the migrations that this program knows, in order. */
export async function migrationNames(): Promise<string[]> {
  return (await knownMigrations()).map(({ tag }) => tag);
}

/** Name of the latest migration that a store has had; `unknown` when a newer version of this program made it. */
export async function latestMigration(orm: Orm): Promise<string> {
  return nameOf(applied.parse(await orm.execute(sql.raw(LATEST))).rows);
}

/** Like `latestMigration`, for the files of an embedded store that are opened as they are. */
export async function latestMigrationOf(store: Pick<PGlite, 'query'>): Promise<string> {
  return nameOf(applied.parse(await store.query(LATEST)).rows);
}

const LATEST = 'select max(created_at) as when from drizzle.__drizzle_migrations';

async function knownMigrations() {
  const text = await readFile(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8');
  return journal.parse(JSON.parse(text)).entries;
}

async function nameOf(rows: z.output<typeof applied>['rows']): Promise<string> {
  return (await knownMigrations()).find(({ when }) => when === rows[0]?.when)?.tag ?? 'unknown';
}
