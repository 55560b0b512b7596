import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database';
import { DataLockError, lockDataFolder } from './data-lock';
import { identities, workspace } from './schema';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-data-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Another process that listens in the lock folder as a holder does. It ends as it is told to. */
async function otherHolder(dataDir: string) {
  await mkdir(join(dataDir, 'lock'), { recursive: true });
  const path = join(dataDir, 'lock', '4242.abcdef.sock');
  const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('ready'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    async end(signal: 'SIGKILL' | 'SIGTERM') {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

describe('the lock on a data folder', () => {
  it('refuses a folder that another process holds, and says how to mend it', async () => {
    const holder = await otherHolder(home);
    try {
      const refusal = await openDatabase({ dataDir: home }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(DataLockError);
      expect(String(refusal)).toMatch(
        /^Error: DATA_DIR .* is in use by another process \(pid 4242\)\. Stop .*DATA_DIR/,
      );
      expect(String(refusal)).not.toContain('\n');
    } finally {
      await holder.end('SIGTERM');
    }
  });

  it('takes over from a process that was killed, even if its pid runs again as another', async () => {
    const holder = await otherHolder(home);
    await holder.end('SIGKILL');
    expect(await readdir(join(home, 'lock'))).toEqual(['4242.abcdef.sock']);
    const lock = await lockDataFolder(home);
    expect(await readdir(join(home, 'lock'))).toEqual([
      expect.stringMatching(new RegExp(`^${process.pid}\\.`)),
    ]);
    await lock.release();
    expect(await readdir(join(home, 'lock'))).toEqual([]);
  });

  it('is had by at most one of many that start together, and is free after', async () => {
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => lockDataFolder(home)));
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(held.length).toBeLessThanOrEqual(1);
    await Promise.all(held.map((lock) => lock.release()));
    await (await lockDataFolder(home)).release();
  });

  it('works however long the path is, and makes parents for this user only', async () => {
    const deep = join(home, 'x'.repeat(120), 'y'.repeat(120));
    const lock = await lockDataFolder(deep);
    await expect(lockDataFolder(deep)).rejects.toThrow(DataLockError);
    expect((await stat(deep)).mode & 0o777).toBe(0o700);
    await lock.release();
    await (await lockDataFolder(deep)).release();
  });

  it('is left alone by a server elsewhere', async () => {
    const elsewhere = createServer().listen(join(home, 'elsewhere.sock'));
    await once(elsewhere, 'listening');
    await (await lockDataFolder(join(home, 'data'))).release();
    elsewhere.close();
  });
});

describe('the embedded store', () => {
  it(
    'keeps its rows and its workspace over a restart, and gives the folder free',
    { timeout: 60_000 },
    async () => {
      const dataDir = join(home, 'not', 'yet', 'there');
      const first = await openDatabase({ dataDir });
      const time = new Date('2026-11-20T12:00:00.123Z');
      await first.orm.insert(identities).values({
        id: '01JJ1HDHN79XAS7A01WB3HYSDB',
        externalId: 'a',
        searchText: 'a',
        metadata: sql`'{"big":9007199254740993}'::json`,
        created: time,
        updated: time,
      });
      const [madeAs] = await first.orm.select().from(workspace);
      await expect(openDatabase({ dataDir })).rejects.toThrow(DataLockError);
      await first.close();
      await first.close();

      const again = await openDatabase({ dataDir });
      const rows = await again.orm
        .select({
          id: identities.id,
          created: identities.created,
          metadata: sql<string>`${identities.metadata}::text`,
        })
        .from(identities);
      expect(rows).toEqual([
        { id: '01JJ1HDHN79XAS7A01WB3HYSDB', created: time, metadata: '{"big":9007199254740993}' },
      ]);
      expect(await again.orm.select().from(workspace)).toEqual([madeAs]);
      expect(madeAs?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-/);
      expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
      await again.close();
    },
  );

  it('copies a template when one is there, with a workspace of its own', { timeout: 60_000 }, async () => {
    const saved: Blob[] = [];
    const template = { load: async () => saved[0], save: async (store: Blob) => void saved.push(store) };
    const stores = [];
    for (let n = 0; n < 3; n += 1) stores.push(await openDatabase({ template }));
    expect(saved).toHaveLength(1);
    const time = new Date('2026-11-20T12:00:00Z');
    const row = { externalId: 'a', searchText: 'a', created: time, updated: time };
    for (const [n, { orm }] of stores.entries()) await orm.insert(identities).values({ id: `${n}`, ...row });
    const ids = await Promise.all(stores.map(({ orm }) => orm.select({ id: workspace.id }).from(workspace)));
    expect(new Set(ids.flat().map(({ id }) => id)).size).toBe(3);
    await Promise.all(stores.map((store) => store.close()));
  });
});
