import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startApiProcess, startScript, type ApiProcess } from '@/lib/api-server/testing/child';
import { migrationNames } from '@/lib/db/migration';
import { readDump, writeDump } from './dump-file';
import { UnusableDump } from './dump-format';
import { openFiles, tableCounts } from './pglite-store';
import { restoreDump } from './restore-dump';
import { checkDump, takeDump } from './take-dump';

// Real processes and stores: each takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let home: string;
const running: ApiProcess[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-dump-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.end('SIGKILL')));
  await rm(home, { recursive: true, force: true });
});
const at = (name: string) => join(home, name);
async function start(dataDir: string): Promise<ApiProcess> {
  const api = await startApiProcess('--data-dir', dataDir);
  running.push(api);
  return api;
}
const command = (name: 'backup' | 'restore', file: string, settings: Record<string, string>) =>
  startScript('store', [name, file], settings).ended;

describe('a backup of the embedded store', () => {
  it('is whole while others write, and restores to a store with every write answered before it', async () => {
    const api = await start(at('data'));
    const answered: string[] = [];
    let stopped = false;
    const writers = [0, 1, 2, 3].map(async (writer) => {
      for (let n = 0; !stopped; n += 1) {
        const external_id = `w${writer}-${n}`;
        expect((await api.call('POST', '/v2/identities', { external_id })).status).toBe(201);
        answered.push(external_id);
      }
    });
    await expect.poll(() => answered.length, { timeout: 30_000 }).toBeGreaterThan(40);
    const before = [...answered];
    const backup = await command('backup', at('live.backup'), { DATA_DIR: at('data') });
    const during = answered.length;
    stopped = true;
    await Promise.all(writers);
    expect(backup).toMatchObject({ code: 0, stderr: '' });
    expect(backup.stdout).toMatch(/^Backed up the store .* while it is in use .*: \d+ rows, all found again/);
    expect((await stat(at('live.backup'))).mode & 0o777).toBe(0o600);
    // The process went on answering meanwhile: this was a backup under load.
    expect(during).toBeGreaterThan(before.length);
    expect((await api.end('SIGTERM')).code).toBe(0);

    const restored = await command('restore', at('live.backup'), { DATA_DIR: at('restored') });
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    const again = await start(at('restored'));
    for (const id of before) expect((await again.call('GET', `/v2/identities/${id}`)).status, id).toBe(200);
    expect((await again.call('POST', '/v2/identities', { external_id: 'new' })).status).toBe(201);
    expect(await readdir(at('restored'))).not.toContain('postgres.unfinished');
  });

  it('is made of a closed store as well, replaces no file, and is restored into an empty folder only', async () => {
    const api = await start(at('data'));
    await api.call('POST', '/v2/identities', { external_id: 'a' });
    await api.end('SIGTERM');
    expect(await command('backup', at('b'), { DATA_DIR: at('data') })).toMatchObject({ code: 0, stderr: '' });
    const [twice, used, nothing] = await Promise.all([
      command('backup', at('b'), { DATA_DIR: at('data') }),
      command('restore', at('b'), { DATA_DIR: at('data') }),
      command('backup', at('c'), { DATA_DIR: at('none') }),
    ]);
    expect([twice.code, twice.stderr]).toEqual([1, `${at('b')} is there already. Choose another name.\n`]);
    expect([used.code, used.stderr]).toEqual([1, expect.stringMatching(/^DATA_DIR .* is not empty .*\n$/)]);
    expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringMatching(/^There is no store in .*\n$/)]);
    expect(await readdir(home)).not.toContain('c');
  });

  it.each(['backup', 'restore'] as const)('leaves %s of a PostgreSQL to its own tools', async (name) => {
    const { code, stdout, stderr } = await command(name, at('x'), { DATABASE_URL: 'postgres://db/desk' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^DATABASE_URL is set, .* use its own tools, such as pg_(dump|restore)\.\n$/);
  });
});

/** A small store, with sign-ins, as the files of a dump. */
async function smallDump() {
  const store = await openFiles(undefined);
  await store.exec(`
    create table identities (id text); insert into identities values ('a'), ('b'), ('c');
    create table sign_ins (id text); insert into sign_ins values ('one'), ('two');`);
  const [migration = ''] = await migrationNames();
  const dump = await takeDump(store, migration, new Date());
  await store.close();
  return dump;
}

describe('a dump', () => {
  it('brings back every row but the sign-ins', async () => {
    const dump = await smallDump();
    expect(dump.head.tables).toEqual({ 'public.identities': 3, 'public.sign_ins': 2 });
    expect(await checkDump(dump)).toBe(5);
    await writeDump(at('dump'), dump);
    const result = await restoreDump(await readDump(at('dump')), at('data'));
    expect(result).toEqual({ rows: 5, signIns: 2 });
    const store = await openFiles(join(at('data'), 'postgres'));
    expect(await tableCounts(store)).toEqual({ 'public.identities': 3, 'public.sign_ins': 0 });
    await store.close();
  });

  it('lets no job go on by itself that ran when it was made', async () => {
    const made = await openFiles(undefined);
    await made.exec(`
      create table jobs (id text, state text, started timestamptz, owner text, lease_until timestamptz,
        resume_at timestamptz, waiting_for text, cursor text);
      insert into jobs (id, state, started, owner) values
        ('ran', 'running', now(), 'it'), ('counted', 'preparing', now(), 'it'),
        ('new', 'preparing', null, 'it'), ('over', 'done', now(), null);`);
    const [migration = ''] = await migrationNames();
    const dump = await takeDump(made, migration, new Date());
    await made.close();
    await restoreDump(dump, at('data'));
    const store = await openFiles(join(at('data'), 'postgres'));
    const { rows } = await store.query('select id, state from jobs order by id');
    await store.close();
    expect(rows).toEqual([
      { id: 'counted', state: 'ready' },
      { id: 'new', state: 'preparing' },
      { id: 'over', state: 'done' },
      { id: 'ran', state: 'paused' },
    ]);
  });

  it('is refused when cut off, changed, of other rows, of a later version, or no dump at all', async () => {
    const dump = await smallDump();
    await writeDump(at('dump'), dump);
    const bytes = await readFile(at('dump'));
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 100] = (flipped[bytes.length - 100] ?? 0) ^ 1;
    const files = {
      short: bytes.subarray(0, -1),
      flipped,
      other: Buffer.from('hello\n'),
      empty: Buffer.alloc(0),
    };
    for (const [name, content] of Object.entries(files)) {
      await writeFile(at(name), content);
      await expect(readDump(at(name)), name).rejects.toThrow(UnusableDump);
    }
    const { head, body } = dump;
    const otherRows = { head: { ...head, tables: { ...head.tables, 'public.identities': 4 } }, body };
    await expect(checkDump(otherRows)).rejects.toThrow(/does not have the rows/);
    await expect(restoreDump(otherRows, at('data'))).rejects.toThrow(/does not have the rows/);
    expect(await readdir(at('data'))).toEqual(['lock']);
    const later = { head: { ...head, migration: '9999_later' }, body };
    await expect(restoreDump(later, at('data'))).rejects.toThrow(/newer Identity Desk/);
    // A failed attempt leaves the folder empty for the next.
    expect(await restoreDump(dump, at('data'))).toMatchObject({ rows: 5 });
  });

  it('is restored again where a restore was cut short, and nowhere else', async () => {
    const dump = await smallDump();
    await mkdir(join(at('data'), 'postgres'), { recursive: true });
    await expect(restoreDump(dump, at('data'))).rejects.toThrow(/is not empty \(postgres\)/);
    await writeFile(join(at('data'), 'postgres.unfinished'), '');
    expect(await restoreDump(dump, at('data'))).toMatchObject({ rows: 5 });
  });
});
