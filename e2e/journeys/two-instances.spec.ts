import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import config from '../../playwright.config';
import { expect, signInByForm, test as base, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { DeleteDialogScreen } from '../screens/delete-dialog';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';
import { HOST_RULE, nginxPorts, signInThrough, startNginx, type Nginx } from '../support/nginx';
import { API_KEY, startServer, type ServerProcess } from '../support/server-process';

type Cluster = Nginx & {
  instances: [ServerProcess, ServerProcess];
  /** Starts an instance that was ended, where it was. */
  startAgain(which: 0 | 1): Promise<void>;
};

/** Two instances of one build on one Postgres of TEST_DATABASE_URL, behind nginx as `deploy/nginx.conf` has it. */
const test = base.extend<{ cluster: Cluster }>({
  cluster: async ({}, provide) => {
    const { TEST_DATABASE_URL } = process.env;
    if (!TEST_DATABASE_URL) throw new Error('Set TEST_DATABASE_URL, or run npm test -- --only e2e.');
    const name = `desk_two_${randomBytes(6).toString('hex')}`;
    const postgres = new Client({ connectionString: TEST_DATABASE_URL });
    await postgres.connect();
    await postgres.query(`create database ${name}`);
    const database = new URL(TEST_DATABASE_URL);
    database.pathname = `/${name}`;
    const home = await mkdtemp(join(tmpdir(), 'identity-desk-two-'));
    const ports = await nginxPorts();
    const start = (which: 0 | 1, port?: number) =>
      startServer({
        DATA_DIR: join(home, String(which)),
        DATABASE_URL: database.href,
        APP_URL: ports.origin,
        ...(port !== undefined && { PORT: String(port) }),
      });
    // At once, as a deployment does: one of them migrates, the other waits for it.
    const instances: [ServerProcess, ServerProcess] = await Promise.all([start(0), start(1)]);
    const nginx = await startNginx(ports, [instances[0].port, instances[1].port]);
    await provide({
      ...nginx,
      instances,
      async startAgain(which) {
        const { port } = instances[which];
        const before = await nginx.log();
        instances[which] = await start(which, port);
        // As an upgrade should: the next one is stopped when this one takes requests.
        const served = async () => {
          await nginx.send('/api/health');
          return (await nginx.log()).slice(before.length);
        };
        await expect.poll(served, { timeout: 10_000 }).toMatch(new RegExp(` 127\\.0\\.0\\.1:${port}\n`));
      },
    });
    await nginx.stop();
    await Promise.all(instances.map((instance) => instance.end('SIGTERM')));
    await postgres.query(`drop database ${name} with (force)`);
    await postgres.end();
    await rm(home, { recursive: true, force: true });
  },
  baseURL: async ({ cluster }, provide) => provide(cluster.origin),
});
const { launchOptions } = config.use ?? {};
test.use({
  ignoreHTTPSErrors: true,
  launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), HOST_RULE] },
});
test.setTimeout(120_000);

const headers = { Authorization: `Bearer ${API_KEY}` };
const send = (nginx: Nginx, method: string, path: string, body?: object) =>
  nginx.send(`/v2/identities${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** What writers were told: the name that each identity must have, `null` for one that must be gone. */
type Told = { names: Map<string, string | null>; failed: number[]; done: number };

async function write(nginx: Nginx, writer: number, told: Told, isOver: () => boolean): Promise<void> {
  for (let n = 0; !isOver(); n += 1) {
    const id = `w${writer}-${n}`;
    const change = async (method: string, path: string, name: string | null, body?: object) => {
      told.names.delete(id);
      // An answer that is cut off is none.
      const { status } = await send(nginx, method, path, body).catch(() => ({ status: 502 }));
      if (status >= 300) told.failed.push(status);
      else told.names.set(id, name);
      told.done += 1;
      return status < 300;
    };
    if (!(await change('POST', '', 'first', { external_id: id, display_name: 'first' }))) continue;
    if (!(await change('PATCH', `/${id}`, 'second', { display_name: 'second' }))) continue;
    if (n % 3 === 0) await change('DELETE', `/${id}`, null);
  }
}

test('one of two instances is killed amid traffic: no answered write is lost, no read is refused', async ({
  cluster,
}) => {
  await send(cluster, 'POST', '', { external_id: 'read-me', display_name: 'Read Me' });
  const told: Told = { names: new Map(), failed: [], done: 0 };
  const reads: [path: string, status: number][] = [];
  let over = false;
  const signedIn = { ...headers, Cookie: await signInThrough(cluster) };
  let cut = 0;
  const read = async (path: string) => {
    while (!over)
      try {
        reads.push([path, (await cluster.send(path, { headers: signedIn })).status]);
      } catch {
        cut += 1;
      }
  };
  const traffic = [
    ...[0, 1, 2].map((writer) => write(cluster, writer, told, () => over)),
    ...['/identities', '/identities/read-me', '/api/identities', '/v2/identities?limit=5'].map(read),
  ];
  const done = (more: number) => {
    const until = told.done + more;
    return expect.poll(() => told.done, { timeout: 30_000 }).toBeGreaterThan(until);
  };
  await done(30);
  await cluster.instances[0].end('SIGKILL');
  await done(30);
  await cluster.startAgain(0);
  await done(30);
  // The other one goes in good order, as an upgrade does.
  const { code } = await cluster.instances[1].end('SIGTERM');
  await done(30);
  over = true;
  await Promise.all(traffic);

  expect(code).toBe(0);
  expect(reads.filter(([, status]) => status !== 200)).toEqual([]);
  expect(reads.length).toBeGreaterThan(40);
  // A page that was half sent at the kill ends there: nobody can send the rest. One of each reader at most.
  expect(cut).toBeLessThanOrEqual(4);
  // What was on its way at the kill or the stop is reported as failed: one of each writer at most, each time.
  expect(told.failed.length).toBeLessThanOrEqual(6);
  for (const status of told.failed) expect([502, 503]).toContain(status);
  for (const [id, name] of told.names) {
    const stored = await send(cluster, 'GET', `/${id}`);
    expect([id, stored.status]).toEqual([id, name === null ? 404 : 200]);
    if (name !== null) expect(JSON.parse(stored.text)).toMatchObject({ display_name: name });
  }
  expect(told.names.size).toBeGreaterThan(20);
  await cluster.startAgain(1);
});

test('an operator lists, creates, edits and deletes whichever instance answers', async ({
  page,
  cluster,
}) => {
  const form = new IdentityFormScreen(page);
  const list = new IdentityListScreen(page);
  const external_id = unique('two');
  const handOver = async (from: 0 | 1, to: 0 | 1) => {
    await cluster.startAgain(to);
    expect((await cluster.instances[from].end('SIGTERM')).code).toBe(0);
  };
  await signInByForm(page);
  // Each page comes from one instance and its form is taken by the other, by the same ids of actions; both know who is
  // signed in.
  await cluster.instances[1].end('SIGTERM');
  await form.openCreate();
  await form.externalId().fill(external_id);
  await form.displayName().fill('Made by the first');
  await handOver(0, 1);
  await form.create().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Made by the first' })).toBeVisible();
  await page.goto('/identities');
  await expect(list.row('Made by the first').first()).toBeVisible();

  await form.openEdit(external_id);
  await form.displayName().fill('Changed by the other');
  await handOver(1, 0);
  await form.save().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Changed by the other' })).toBeVisible();

  await page.waitForLoadState('networkidle');
  await new IdentityPageScreen(page).delete().click();
  const dialog = new DeleteDialogScreen(page);
  await dialog.confirmation(external_id).fill(external_id);
  await handOver(0, 1);
  await dialog.confirm().click();
  await expect(dialog.dialog(/Delete/)).toBeHidden();
  expect((await send(cluster, 'GET', `/${external_id}`)).status).toBe(404);

  // One account of it all, whichever instance did what.
  await page.goto(`/audit?action=identities`);
  const log = page.getByRole('table', { name: 'Audit log' });
  for (const action of ['Deleted identity', 'Edited identity', 'Created identity'])
    await expect(log.getByRole('row', { name: new RegExp(`${action}.*${external_id}.*Done`) })).toBeVisible();
  await cluster.startAgain(0);
});
