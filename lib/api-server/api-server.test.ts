import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase, type Database } from '@/lib/db/database';
import { storeTemplate } from '@/lib/db/template-file';
import { freshPostgresDatabase } from '@/lib/embedded-api/testing/stores';
import { startApiServer, type ApiServer } from './api-server';
import { startApiProcess, startScript, type ApiProcess } from './testing/child';

// Real processes: each start takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const running: ApiProcess[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.end('SIGKILL')));
});
async function start(...args: string[]): Promise<ApiProcess> {
  const api = await startApiProcess(...args);
  running.push(api);
  return api;
}

describe('npm run api', () => {
  it('serves on a free port with a key of its own, and ends cleanly', async () => {
    const [one, other] = await Promise.all([start(), start('--seed', 'demo')]);
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(one.url).not.toBe(other.url);
    expect((await one.call('POST', '/v2/identities', { external_id: 'a/b %' })).status).toBe(201);
    expect(await one.call('GET', '/v2/identities/a%2Fb%20%25')).toMatchObject({
      status: 200,
      json: { external_id: 'a/b %' },
    });
    expect((await other.call('GET', '/v2/identities/a%2Fb%20%25')).status).toBe(404);
    expect((await other.call('GET', '/v2/identities/user_mei-lin-zhao')).status).toBe(200);
    expect((await fetch(`${one.url}/v2/identities`)).status).toBe(401);
    const ends = await Promise.all([one.end('SIGINT'), other.end('SIGTERM')]);
    expect(ends).toMatchObject([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
  });

  it('ends with the npm that started it', async () => {
    // A group of its own, so that nothing but npm itself is told to end.
    const npm = spawn('npm', ['run', '--silent', 'api', '--', '--json'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(npm.stdout, 'data')) as [Buffer];
    const { pid, url } = JSON.parse(line.toString()) as { pid: number; url: string };
    expect((await fetch(`${url}/v2/identities`)).status).toBe(401);
    npm.kill('SIGTERM');
    const isThere = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isThere, { timeout: 30_000 }).toBe(false);
  });

  it('says what it prints for people, and refuses what it cannot do in one line', async () => {
    const taken = await start('--key', 'my-own-test-key');
    const port = new URL(taken.url).port;
    const results = await Promise.all([
      startScript('api', ['--port', port]).ended,
      startScript('api', ['--port', 'x']).ended,
      startScript('api', ['--seed', 'none']).ended,
      startScript('api', ['--help']).ended,
    ]);
    expect(results.map(({ code }) => code)).toEqual([1, 2, 2, 0]);
    expect(results[0].stderr).toMatch(/^The identity API cannot start: listen EADDRINUSE.*\n$/);
    expect(results[3].stdout).toContain('--port');
    const answer = await fetch(`${taken.url}/v2/identities`, {
      headers: { Authorization: 'Bearer my-own-test-key' },
    });
    expect(answer.status).toBe(200);
  });
});

describe('resetting between tests', () => {
  let database: Database;
  let server: ApiServer;
  beforeAll(async () => {
    database = await openDatabase({ template: storeTemplate() });
    server = await startApiServer({
      database,
      apiKey: 'key-of-this-test',
      host: '127.0.0.1',
      port: 0,
      timeZone: 'UTC',
    });
  });
  afterAll(() => server.close());

  const ask = async (method: string, path: string, body?: object, key = server.apiKey) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return [response.status, await response.json()];
  };

  it('empties the store, or fills it anew; the workspace and the key stay', async () => {
    const [, first] = await ask('POST', '/v2/identities', { external_id: 'a' });
    await ask('POST', '/v2/identities/a/usage', { requests: 1 });
    expect(await ask('POST', '/desk/reset', {})).toEqual([200, { identities: 0 }]);
    expect(await ask('GET', '/v2/identities')).toMatchObject([200, { data: [] }]);
    const { workspace_id } = first as { workspace_id: string };
    expect(await ask('POST', '/v2/identities', { external_id: 'a' })).toMatchObject([201, { workspace_id }]);
    expect(await ask('GET', '/v2/identities/a?include_metrics=true')).toMatchObject([
      200,
      { metrics: { total_requests: 0 } },
    ]);
    for (let time = 0; time < 2; time += 1) {
      expect(await ask('POST', '/desk/reset', { seed: 'demo' })).toEqual([200, { identities: 2400 }]);
    }
    expect(await ask('POST', '/desk/reset', { seed: 'empty' })).toEqual([200, { identities: 0 }]);
  });

  it('needs the key and a known seed', async () => {
    expect(await ask('POST', '/desk/reset', {}, 'wrong-key')).toMatchObject([
      401,
      { code: 'invalid_api_key' },
    ]);
    expect(await ask('GET', '/desk/reset')).toMatchObject([405, { code: 'method_not_allowed' }]);
    expect(await ask('POST', '/desk/reset', { seed: 'x' })).toMatchObject([
      400,
      { code: 'invalid_request_body' },
    ]);
  });
});

const servers =
  process.env.TEST_DATABASE_URL === undefined ? [] : [{ serverUrl: process.env.TEST_DATABASE_URL }];

describe('two processes on one Postgres', () => {
  it.each(servers)('work side by side', async ({ serverUrl }) => {
    const { url, drop } = await freshPostgresDatabase(serverUrl);
    try {
      const pair = await Promise.all([start('--database-url', url), start('--database-url', url)]);
      const ids = Array.from({ length: 20 }, (_, n) => `id-${n}`);
      const creates = ids.flatMap((external_id) =>
        [0, 1, 2, 3].map((n) =>
          pair[n % 2 === 0 ? 0 : 1].call('POST', '/v2/identities', { external_id, display_name: `by ${n}` }),
        ),
      );
      const statuses = (await Promise.all(creates)).map(({ status }) => status);
      for (const [at, id] of ids.entries()) {
        expect([id, ...statuses.slice(at * 4, at * 4 + 4).sort()]).toEqual([id, 201, 409, 409, 409]);
      }
      // Usage of one identity from both sides.
      const reports = Array.from({ length: 60 }, (_, n) => pair[n % 2 === 0 ? 0 : 1]).map((api) =>
        api.call('POST', '/v2/identities/id-0/usage', { requests: 1 }),
      );
      expect(new Set((await Promise.all(reports)).map(({ status }) => status))).toEqual(new Set([201]));
      for (const api of pair) {
        expect((await api.call('GET', '/v2/identities/id-0?include_metrics=true')).json).toMatchObject({
          metrics: { total_requests: 60 },
        });
      }
      const changes = await Promise.all(
        ids.map((id, n) =>
          pair[n % 2 === 0 ? 0 : 1].call('PATCH', `/v2/identities/${id}`, { tags: [`t-${n}`] }),
        ),
      );
      expect(new Set(changes.map(({ status }) => status))).toEqual(new Set([200]));
      const [one, other] = await Promise.all(pair.map((api) => api.call('GET', '/v2/identities?limit=50')));
      expect(one?.json).toEqual(other?.json);
      expect((one?.json as { data: unknown[] }).data).toHaveLength(20);
      // One is killed; the other works on.
      await pair[0].end('SIGKILL');
      expect((await pair[1].call('POST', '/v2/identities', { external_id: 'after' })).status).toBe(201);
      expect((await pair[1].end('SIGTERM')).code).toBe(0);
    } finally {
      await drop();
    }
  });
});

describe('a kept store', () => {
  it('is the same after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'desk-api-'));
    try {
      const first = await start('--data-dir', folder);
      await first.call('POST', '/v2/identities', { external_id: 'kept' });
      expect((await first.end('SIGINT')).code).toBe(0);
      const second = await start('--data-dir', folder);
      expect((await second.call('GET', '/v2/identities/kept')).status).toBe(200);
    } finally {
      await Promise.all(running.splice(0).map((api) => api.end('SIGKILL')));
      await rm(folder, { recursive: true, force: true });
    }
  });
});
