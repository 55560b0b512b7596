import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startApiProcess, startScript } from '@/lib/api-server/testing/child';

// Real processes on a real folder: each start takes seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-transfer-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const at = (name: string) => join(home, name);
const data = (...args: string[]) => startScript('data', args, { DATA_DIR: at('data') });
const text = (name: string) => readFile(at(name), 'utf8');
/** A file of `count` identities, of which every hundredth has no external id. */
const manyRows = (count: number) =>
  Array.from({ length: count }, (_, n) => `{"external_id":"${n % 100 === 99 ? '' : `u-${n}`}"}\n`).join('');

describe('npm run data', () => {
  it('moves a workspace out and in again: import, export, backup, reset, restore', async () => {
    await writeFile(
      at('in.jsonl'),
      '{"external_id":"a","metadata":{"big":9007199254740993}}\n{"external_id":"b"}\n',
    );
    expect(await data('import', at('in.jsonl')).ended).toEqual({
      code: 0,
      signal: null,
      stdout: 'Imported 2 identities.\n',
      stderr: '',
    });
    const exported = await data('export', '-', '--format', 'jsonl').ended;
    expect(exported.stdout.match(/"external_id":"[ab]"/g)).toHaveLength(2);
    expect(exported.stdout).toContain('"metadata":{"big":9007199254740993}');
    expect((await data('export', at('out.csv')).ended).stdout).toBe(
      `Exported 2 identities to ${at('out.csv')}.\n`,
    );
    expect((await stat(at('out.csv'))).mode & 0o777).toBe(0o600);
    expect((await data('backup', at('all.backup')).ended).code).toBe(0);

    expect(await data('reset').ended).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect(await data('reset', '--yes').ended).toMatchObject({
      code: 0,
      stdout: `The store in ${at('data')} is empty.\n`,
    });
    expect((await data('import', at('out.csv')).ended).code).toBe(0);
    expect((await data('export', '-', '--format', 'jsonl').ended).stdout).toBe(exported.stdout);

    expect(await data('restore', at('all.backup')).ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--replace'),
    });
    expect((await data('restore', at('all.backup'), '--replace').ended).stdout).toMatch(/^Restored 2 rows/);
    expect((await data('export', '-', '--format', 'jsonl').ended).stdout).toBe(exported.stdout);
    // No half-written file is left.
    expect((await readdir(home)).sort()).toEqual(['all.backup', 'data', 'in.jsonl', 'out.csv']);
  });

  it('says in one line what it cannot do, and does nothing', async () => {
    await writeFile(at('there.csv'), 'external_id\n');
    const refused: [string[], Record<string, string>, RegExp][] = [
      [['export', at('new.csv')], {}, /^There is no store in .*DATA_DIR/],
      [['import', at('none.csv')], {}, /^There is no file /],
      [['import', at('there.txt')], {}, /--format jsonl/],
      [['import', '-', '--resume', '--format', 'csv'], {}, /--resume needs a file/],
      [['export', at('new.csv')], { ORQ_API_KEY: 'key-of-orq-ai' }, /^ORQ_API_KEY is set/],
      [['export', at('new.csv')], { DATABASE_URL: 'postgres://127.0.0.1:1/none' }, /ECONNREFUSED/],
    ];
    for (const [args, settings, words] of refused) {
      const { code, stdout, stderr } = await startScript('data', args, { DATA_DIR: at('data'), ...settings })
        .ended;
      expect([args, code, stdout]).toEqual([args, 1, '']);
      expect(stderr).toMatch(words);
      expect(stderr.trimEnd()).not.toContain('\n');
    }
    expect((await data('import', at('there.csv')).ended).stdout).toBe('Imported 0 identities.\n');
    expect(await data('export', at('there.csv')).ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--force'),
    });
    expect(await text('there.csv')).toBe('external_id\n');
  });

  it('takes all rows or none, though it is killed amid the import, and reports what is rejected', async () => {
    await writeFile(at('in.jsonl'), manyRows(30_000));
    const killed = data('import', at('in.jsonl'), '--rejects', at('rejects.jsonl'));
    await expect.poll(() => sizeOf('rejects.jsonl'), { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).signal).toBe('SIGKILL');

    const whole = await data('import', at('in.jsonl'), '--rejects', at('rejects.jsonl')).ended;
    expect(whole.code).toBe(1);
    expect(whole.stdout).toContain(
      'Nothing was imported: 300 rows rejected, 29,700 identities would have been.',
    );
    expect(whole.stdout).toContain('  line 100: external_id: Is required.\n');
    expect(whole.stdout).toContain(`  and 290 more; all are in ${at('rejects.jsonl')}.`);
    const rejects = (await text('rejects.jsonl')).trimEnd().split('\n');
    expect(rejects).toHaveLength(300);
    expect(JSON.parse(rejects[299] ?? '')).toEqual({
      line: 30_000,
      reasons: { external_id: ['Is required.'] },
    });
    expect((await data('export', '-', '--format', 'jsonl').ended).stdout).toBe('');
  });

  it('with --resume goes on after being killed: no row is lost, doubled or reported twice', async () => {
    await writeFile(at('in.jsonl'), manyRows(30_000));
    const args = ['import', at('in.jsonl'), '--resume', '--rejects', at('rejects.jsonl')];
    for (const reports of [10, 60]) {
      const killed = data(...args);
      const enough = async () => (await linesOf('rejects.jsonl')) >= reports;
      await expect.poll(enough, { timeout: 60_000, interval: 5 }).toBe(true);
      killed.child.kill('SIGKILL');
      await killed.ended;
    }
    const { code, stdout } = await data(...args).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^Went on after row [\d,]+000\.\nImported [\d,]+ identities; 300 rows rejected in all\.\n/,
    );
    const rejected = (await text('rejects.jsonl')).trimEnd().split('\n');
    expect(rejected.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual(
      Array.from({ length: 300 }, (_, n) => (n + 1) * 100),
    );
    expect((await data(...args).ended).stdout).toMatch(/^This file was imported already, all 30,000 rows/);
    expect((await data('export', at('out.jsonl')).ended).stdout).toMatch(/^Exported 29,700 identities/);
  });

  it('is interrupted by Ctrl+C and leaves the store as it was', async () => {
    await writeFile(at('in.jsonl'), manyRows(30_000));
    const interrupted = data('import', at('in.jsonl'), '--rejects', at('rejects.jsonl'));
    await expect.poll(() => sizeOf('rejects.jsonl'), { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    interrupted.child.kill('SIGINT');
    expect(await interrupted.ended).toEqual({
      code: 130,
      signal: null,
      stdout: '',
      stderr: 'Interrupted. What was not stored for good is undone.\n',
    });
    expect((await data('export', '-', '--format', 'jsonl').ended).stdout).toBe('');
  });

  it('reads standard input, and works on the store that the API serves next', async () => {
    const importing = data('import', '-', '--format', 'csv');
    importing.child.stdin.end('external_id,display_name\na,Ada\n');
    expect((await importing.ended).stdout).toBe('Imported 1 identity.\n');
    const api = await startApiProcess('--data-dir', at('data'));
    expect((await api.call('GET', '/v2/identities/a')).json).toMatchObject({ display_name: 'Ada' });
    expect((await data('export', at('out.csv')).ended).stderr).toMatch(/is in use by another process/);
    await api.end('SIGTERM');
  });
});

async function sizeOf(name: string): Promise<number> {
  return stat(at(name)).then(
    ({ size }) => size,
    () => 0,
  );
}

async function linesOf(name: string): Promise<number> {
  return text(name).then(
    (content) => content.split('\n').length - 1,
    () => 0,
  );
}
