import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { emailOf, requireBuild, signIn } from '../support/desk-server';
import { API_KEY, startServer, type ServerProcess } from '../support/server-process';

test.setTimeout(180_000);
test.beforeAll(requireBuild);

let dataDir: string;
const running: ServerProcess[] = [];
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-kill-'));
});
test.afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.end('SIGKILL')));
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<ServerProcess> {
  const server = await startServer({ DATA_DIR: dataDir });
  running.push(server);
  return server;
}

/** The status of an answer and its body, or `undefined` when the connection broke. */
async function call(server: ServerProcess, method: string, path: string, body?: object) {
  try {
    const response = await fetch(`${server.url}/v2/identities${path}`, {
      method,
      headers: { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** What the callers were told: the name of each identity, `null` for one that is gone. */
type Told = { names: Map<string, string | null>; statuses: Map<number, number>; answers: number };

/** Creates, renames and deletes until the server is gone or refuses, noting what it is told and nothing else. */
async function write(server: ServerProcess, writer: string, told: Told): Promise<void> {
  for (let n = 0; ; n += 1) {
    const id = `${writer}-${n}`;
    const steps: [method: string, path: string, body: object | undefined, name: string | null][] = [
      ['POST', '', { external_id: id, display_name: 'first' }, 'first'],
      ['PATCH', `/${id}`, { display_name: 'second' }, 'second'],
      ...(n % 3 === 0
        ? [['DELETE', `/${id}`, undefined, null] satisfies [string, string, undefined, null]]
        : []),
    ];
    for (const [method, path, body, name] of steps) {
      // Once sent, a change may be made or not: only an answer says so.
      const before = told.names.get(id);
      told.names.delete(id);
      const answer = await call(server, method, path, body);
      if (answer !== undefined) {
        told.statuses.set(answer.status, (told.statuses.get(answer.status) ?? 0) + 1);
        told.answers += 1;
      }
      if (answer === undefined) return;
      if (answer.status >= 300) {
        // Refused: nothing was done.
        if (before !== undefined) told.names.set(id, before);
        return;
      }
      told.names.set(id, name);
    }
  }
}

async function expectStored(server: ServerProcess, told: Told): Promise<void> {
  for (const [id, name] of told.names) {
    const stored = await call(server, 'GET', `/${id}`);
    expect([id, stored?.status], id).toEqual([id, name === null ? 404 : 200]);
    if (name !== null) expect([id, stored?.body.display_name]).toEqual([id, name]);
  }
}

const nothingTold = (): Told => ({ names: new Map(), statuses: new Map(), answers: 0 });

test('a server that is killed again and again amid writes loses none that it answered', async () => {
  const told = nothingTold();
  for (const [round, answers] of [3, 30, 70].entries()) {
    const server = await start();
    await expectStored(server, told);
    const until = told.answers + answers;
    const writing = [0, 1, 2, 3].map((writer) => write(server, `r${round}w${writer}`, told));
    await expect.poll(() => told.answers, { timeout: 30_000, intervals: [5] }).toBeGreaterThan(until);
    await server.end('SIGKILL');
    await Promise.all(writing);
  }
  const server = await start();
  await expectStored(server, told);
  expect(told.names.size).toBeGreaterThan(20);
  // Each write was answered as done, or not at all.
  expect([...told.statuses.keys()].sort()).toEqual([200, 201]);
  expect((await server.end('SIGTERM')).code).toBe(0);
});

test('a stop under load ends every running request well, refuses new ones, and exits 0', async () => {
  const told = nothingTold();
  const server = await start();
  const cookie = await signIn(server.url, emailOf('viewer'));
  const health: (number | undefined)[] = [];
  const pages: number[] = [];
  let stopped = false;
  const asking = async (path: string, note: (status: number | undefined) => void) => {
    while (!stopped) {
      const status = await fetch(server.url + path, { headers: { Cookie: cookie } }).then(
        (response) => response.status,
        () => undefined,
      );
      note(status);
      if (status === undefined) return;
    }
  };
  const load = [
    ...[0, 1, 2, 3].map((writer) => write(server, `w${writer}`, told)),
    asking('/api/health', (status) => health.push(status)),
    asking('/api/identities', (status) => status !== undefined && pages.push(status)),
  ];
  await expect.poll(() => told.answers, { timeout: 30_000 }).toBeGreaterThan(40);
  const signalled = Date.now();
  const { code, output } = await server.end('SIGTERM');
  stopped = true;
  await Promise.all(load);
  expect(code, output).toBe(0);
  expect(Date.now() - signalled).toBeLessThan(11_000);
  // Of ours nothing but the drain's own 503, and no line of an error.
  const allowed = [200, 201, 503];
  for (const status of [...told.statuses.keys(), ...pages]) expect(allowed).toContain(status);
  for (const status of health) expect([200, 503, undefined]).toContain(status);
  expect(output).not.toContain('"level":"error"');

  const again = await start();
  await expectStored(again, told);
  expect(told.names.size).toBeGreaterThan(10);
});
