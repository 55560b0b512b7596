import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { startApiProcess, startScript, type ApiProcess } from './testing/child';

// Real processes on a real folder: each start takes seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let dataDir: string;
const running: ApiProcess[] = [];
const writing: Promise<void>[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'desk-crash-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.end('SIGKILL')));
  await rm(dataDir, { recursive: true, force: true });
});
async function start(...args: string[]): Promise<ApiProcess> {
  const api = await startApiProcess(...args);
  running.push(api);
  return api;
}

/** What the caller was told is stored. A write that was not answered may be there or not. */
type Acknowledged = { names: Map<string, string>; gone: Set<string>; requests: number };

const WRITERS = 4;
/** How many answers a round waits for before the process is killed: each time at another place. */
const ROUNDS = [5, 40, 1, 90, 23, 61];

/** Creates, renames, deletes and records usage until the process is gone. */
async function write(api: ApiProcess, writer: string, told: Acknowledged, onAnswer: () => void) {
  for (let n = 0; ; n += 1) {
    const id = `${writer}-${n}`;
    const at = `/v2/identities/${id}`;
    try {
      expect((await api.call('POST', '/v2/identities', { external_id: id })).status).toBe(201);
      told.names.set(id, '');
      onAnswer();
      expect((await api.call('POST', '/v2/identities/counted/usage', { requests: 1 })).status).toBe(201);
      told.requests += 1;
      onAnswer();
      // Named first: once sent, either name may be the stored one.
      told.names.set(id, '?');
      expect((await api.call('PATCH', at, { display_name: `Name of ${id}` })).status).toBe(200);
      told.names.set(id, `Name of ${id}`);
      onAnswer();
      if (n % 3 > 0) continue;
      told.names.delete(id);
      expect((await api.call('DELETE', at)).status).toBe(200);
      told.gone.add(id);
      onAnswer();
    } catch (error) {
      // The connection broke: the process is gone. Anything else is a failure of its own.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

const page = z.object({
  data: z.array(
    z.looseObject({ _id: z.string(), external_id: z.string(), display_name: z.string().optional() }),
  ),
  has_more: z.boolean(),
});

async function storedNames(api: ApiProcess): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let after = ''; ;) {
    const { json } = await api.call('GET', `/v2/identities?limit=50${after}`);
    const { data, has_more } = page.parse(json);
    for (const { external_id, display_name } of data) names.set(external_id, display_name ?? '');
    if (!has_more) return names;
    after = `&starting_after=${data.at(-1)?._id}`;
  }
}

const metrics = z.object({ metrics: z.object({ total_requests: z.number() }) });

async function countedRequests(api: ApiProcess): Promise<number> {
  const { json } = await api.call('GET', '/v2/identities/counted?include_metrics=true');
  return metrics.parse(json).metrics.total_requests;
}

describe('the embedded store', () => {
  it('loses no acknowledged write when its process is killed amid a stream of them, time after time', async () => {
    const told: Acknowledged = { names: new Map([['counted', '']]), gone: new Set(), requests: 0 };
    let api = await start('--data-dir', dataDir);
    await api.call('POST', '/v2/identities', { external_id: 'counted' });
    for (const [round, answers] of ROUNDS.entries()) {
      let left = answers;
      const killed = new Promise<void>((resolve) => {
        const onAnswer = () => {
          left -= 1;
          if (left === 0) void api.end('SIGKILL').then(() => resolve());
        };
        for (let writer = 0; writer < WRITERS; writer += 1) {
          writing.push(write(api, `r${round}w${writer}`, told, onAnswer));
        }
      });
      await killed;
      await Promise.all(writing.splice(0));

      api = await start('--data-dir', dataDir);
      const stored = await storedNames(api);
      for (const [id, name] of told.names) {
        if (name === '?') expect(['', `Name of ${id}`]).toContain(stored.get(id));
        else expect([id, stored.get(id)]).toEqual([id, name]);
      }
      for (const id of told.gone) expect([id, stored.has(id)]).toEqual([id, false]);
      // Each writer may have had one report on its way when the process was killed.
      const counted = await countedRequests(api);
      expect(counted).toBeGreaterThanOrEqual(told.requests);
      expect(counted).toBeLessThanOrEqual(told.requests + WRITERS * (round + 1));
    }
    expect(told.names.size).toBeGreaterThan(30);
    expect((await api.end('SIGINT')).code).toBe(0);
  });

  it('opens again when its process was killed while it made the store', async () => {
    const killed = startScript('api', ['--json', '--data-dir', dataDir]);
    const made = () => existsSync(join(dataDir, 'postgres', 'PG_VERSION'));
    await expect.poll(made, { timeout: 60_000, interval: 1 }).toBe(true);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).stdout).toBe('');
    const api = await start('--data-dir', dataDir);
    expect((await api.call('POST', '/v2/identities', { external_id: 'a' })).status).toBe(201);
  });

  it('refuses a second process on its folder with one clear line, and works on', async () => {
    const api = await start('--data-dir', dataDir);
    await api.call('POST', '/v2/identities', { external_id: 'a' });
    const refusal = new RegExp(
      `DATA_DIR .* is in use by another process \\(pid ${api.pid}\\)\\. Stop that process, or set DATA_DIR to another folder\\.\n$`,
    );
    const [second, command] = await Promise.all([
      startScript('api', ['--data-dir', dataDir]).ended,
      startScript('data', ['reset', '--yes'], { DATA_DIR: dataDir }).ended,
    ]);
    for (const { code, stdout, stderr } of [second, command]) {
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(refusal);
      expect(stderr.split('\n')).toHaveLength(2);
    }
    expect((await api.call('GET', '/v2/identities/a')).status).toBe(200);
    await api.end('SIGTERM');
  });
});
