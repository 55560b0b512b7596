import 'server-only';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/** Name of the latest migration that a store has had; `unknown` when a newer version of this program made it. */
export async function latestMigration(orm: Orm): Promise<string> {
  const { entries } = journal.parse(
    JSON.parse(await readFile(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8')),
  );
  const { rows } = applied.parse(
    await orm.execute(sql`select max(created_at) as when from drizzle.__drizzle_migrations`),
  );
  return entries.find(({ when }) => when === rows[0]?.when)?.tag ?? 'unknown';
}
