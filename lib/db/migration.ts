import 'server-only';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from './database';

/** Where the migrations lie: beside the program, from wherever it was started. */
export function migrationsFolder(): string {
  const started = process.argv[1];
  const roots = [
    process.cwd(),
    ...(started === undefined ? [] : [dirname(started), join(dirname(started), '..')]),
  ];
  const folders = roots.map((root) => join(/* turbopackIgnore: true */ root, 'lib', 'db', 'migrations'));
  const found = folders.find((folder) => existsSync(join(folder, 'meta', '_journal.json')));
  if (found === undefined) throw new Error(`The migrations are missing: looked in ${folders.join(', ')}.`);
  return found;
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
