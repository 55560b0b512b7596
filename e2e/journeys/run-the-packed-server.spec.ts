import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, signInByForm, test as base, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { identityApi } from '../support/identity-api';
import { API_KEY, startServer, type ServerProcess } from '../support/server-process';

const run = promisify(execFile);
/** Root may write anywhere, so a server started by root runs as "nobody" here, as a service would. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** The packed server in a folder that it cannot write to, far from this checkout and its packages. */
const test = base.extend<object, { packed: ServerProcess & { folder: string } }>({
  packed: [
    async ({}, provide) => {
      const home = await mkdtemp(join(tmpdir(), 'identity-desk-packed-'));
      await chmod(home, 0o755);
      const folder = join(home, 'app');
      const dataDir = join(home, 'data');
      await run(process.execPath, ['scripts/pack.mjs', folder]);
      await mkdir(dataDir, { mode: 0o700 });
      if (NOBODY.uid !== undefined) await chown(dataDir, NOBODY.uid, NOBODY.gid);
      const server = await startServer(
        // A container sets HOSTNAME to its own name; the server must not listen there.
        { DATA_DIR: dataDir, DEMO_WORKSPACE: 'demo', HOSTNAME: 'not-a-name-of-this-machine' },
        { script: join(folder, 'start.mjs'), cwd: '/', ...NOBODY },
      );
      await provide({ ...server, folder });
      await server.end('SIGKILL');
      await rm(home, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ packed }, provide) => provide(packed.url),
});

test.describe.configure({ mode: 'serial' });

test('serves pages, changes and the API from a folder of its own', async ({ page, packed }) => {
  const api = identityApi({ url: packed.url, apiKey: API_KEY });
  const health: unknown = await (await fetch(`${packed.url}/api/health`)).json();
  expect(health).toMatchObject({ status: 'ok', mode: 'embedded', store: 'embedded' });

  await signInByForm(page);
  await expect(page.getByRole('table')).toBeVisible();
  const form = new IdentityFormScreen(page);
  const external_id = unique('packed');
  await form.openCreate();
  await form.externalId().fill(external_id);
  await form.displayName().fill('Packed Ada');
  await form.create().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Packed Ada' })).toBeVisible();
  expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'Packed Ada' });
  expect(await api.update(external_id, { display_name: 'Packed Byrne' })).toMatchObject({
    display_name: 'Packed Byrne',
  });
  expect(await api.remove(external_id)).toBe(200);
  expect(await api.retrieve(external_id)).toBeUndefined();

  // What is read by its path and not bundled: Swagger UI.
  await page.goto('/v2/reference');
  await expect(page.getByRole('heading', { name: /^Identities API/ })).toBeVisible();
});

test('carries no file of settings, no sources and no programs that it does not need', async ({ packed }) => {
  const { stdout } = await run('find', [
    packed.folder,
    '-name',
    '.env*',
    '-o',
    '-name',
    '*.ts',
    '-o',
    '-name',
    '*.node',
  ]);
  // Packages carry sources and tests of their own; ours stay at home.
  const ours = (path: string) => !(path.endsWith('.ts') && path.includes('/node_modules/'));
  expect(stdout.split('\n').filter((path) => path !== '' && ours(path))).toEqual([]);
  const { mode } = await stat(join(packed.folder, 'start.mjs'));
  expect(mode & 0o022).toBe(0);
});

test('ends in good order on SIGTERM', async ({ packed }) => {
  const { code, output } = await packed.end('SIGTERM');
  expect(code).toBe(0);
  expect(output).toContain('"event":"stopping"');
  expect(output).not.toContain('"level":"error"');
});
