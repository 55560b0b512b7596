import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/** Workspaces of many identities, filled and looked at below the API: one by one would take minutes. */

/** One identity of a workspace. */
export type Row = { external_id: string; tags: string[] };

/** Fills the store of an empty data folder by the import command. */
export async function fillWorkspace(dataDir: string, rows: readonly Row[]): Promise<void> {
  const file = join(dataDir, 'rows.jsonl');
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const child = spawn(process.execPath, ['--conditions=react-server', 'scripts/data.mjs', 'import', file], {
    env: { ...process.env, ORQ_API_KEY: '', DATABASE_URL: '', APP_URL: '', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The import ended with ${String(code)}:\n${output}`);
}

/** Asks the store of a data folder that no process has open. */
export async function askStore<Answer>(
  dataDir: string,
  question: string,
  given: unknown[] = [],
): Promise<Answer[]> {
  const store = await PGlite.create({ dataDir: join(dataDir, 'postgres'), extensions: { pg_trgm } });
  try {
    return (await store.query<Answer>(question, given)).rows;
  } finally {
    await store.close();
  }
}
