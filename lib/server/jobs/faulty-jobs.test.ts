import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { and, eq, sql } from 'drizzle-orm';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import type { Outcome } from '@/lib/errors/app-error';
import type { Job } from '@/lib/jobs/schema';
import { json, upstreamServer, type Received } from '@/lib/identity-client/testing/upstream-server';
import { forgetProcessWide } from '../process-wide';
import { store } from '../store';
import { actAs, withOwnStore } from '../testing/own-store';
import { pauseJob, resumeJob } from './change-job';
import { prepareJob } from './prepare-job';
import { readJob } from './read-jobs';
import { startJobs, stopJobs } from './runner';
import { startJob } from './start-job';

vi.mock('next/headers', () => import('../testing/next-headers'));

/** Jobs through the real client against a real HTTP server that holds identities and fails as told. */
let server: Awaited<ReturnType<typeof upstreamServer>>;
type Fault = (call: Received, response: ServerResponse, carryOut: () => void) => boolean;
let fault: Fault = () => false;
const stored = new Map<string, string[]>();
/** Changes that were carried out, by identity. */
const changed = new Map<string, number>();

beforeAll(async () => {
  server = await upstreamServer((response, call) => {
    if (fault(call, response, () => carryOut(call))) return;
    carryOut(call);
    answer(response, call);
  });
  vi.stubEnv('ORQ_API_URL', server.url);
});
withOwnStore({ ORQ_API_KEY: 'key-canary-4711' });
beforeAll(async () => {
  await actAs('admin');
  await startJobs();
});
afterEach(() => {
  for (const name of ['upstream', 'upstream-health']) forgetProcessWide(name);
  fault = () => false;
});
afterAll(async () => {
  await stopJobs();
  await server.close();
});

const idIn = ({ url }: Received) => decodeURIComponent(new URL(url, server.url).pathname.split('/')[3] ?? '');

function carryOut(call: Received): void {
  if (call.method !== 'PATCH') return;
  stored.set(idIn(call), (JSON.parse(call.body) as { tags: string[] }).tags);
  changed.set(idIn(call), (changed.get(idIn(call)) ?? 0) + 1);
}

function answer(response: ServerResponse, call: Received): void {
  const id = idIn(call);
  const tags = stored.get(id);
  json(tags === undefined ? 404 : 200, tags === undefined ? { error: 'gone' } : one(id, tags))(response);
}

function one(id: string, tags: string[]) {
  return { _id: id, external_id: `ext-${id}`, tags, updated: '2026-11-20T00:00:00.000Z' };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

async function until(id: string, is: (job: Job) => boolean): Promise<Job> {
  return vi.waitFor(
    async () => {
      const job = value(await readJob(id));
      expect(is(job), JSON.stringify(job)).toBe(true);
      return job;
    },
    { timeout: 60_000, interval: 20 },
  );
}

/** A job over so many identities that waits for its word. */
async function ready(prefix: string, count: number): Promise<{ id: string; ids: string[] }> {
  const ids = Array.from({ length: count }, (_, at) => `${prefix}${at}`);
  for (const id of ids) stored.set(id, ['old']);
  const { id } = value(
    await prepareJob({
      request: { kind: 'tags', add: ['new'], remove: ['old'] },
      selection: { by: 'ids', ids },
    }),
  );
  await until(id, ({ state }) => state === 'ready');
  return { id, ids };
}

/** Entries of a job about one identity that say it was done. */
async function doneEntries(job: string, target: string): Promise<number> {
  const { orm } = await store();
  const rows = await orm
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .innerJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(
      and(
        eq(auditEntries.targetId, target),
        sql`${auditEntries.detail} ->> 'job' = ${job}`,
        eq(auditOutcomes.outcome, 'done'),
      ),
    );
  return rows.length;
}

test('limits, lost answers and broken connections put items off; each is done once and recorded once', async () => {
  const { id, ids } = await ready('mixed', 60);
  let calls = 0;
  fault = (_call, response, carried) => {
    calls += 1;
    if (calls % 7 === 3) json(429, { error: 'slow down' }, { 'Retry-After-Ms': '40' })(response);
    else if (calls % 11 === 5) response.destroy();
    else if (calls % 13 === 6) {
      carried();
      response.destroy();
    } else return false;
    return true;
  };
  value(await startJob({ job: id, count: 60 }));
  const job = await until(id, ({ state }) => state === 'done');
  expect(job.counts).toMatchObject({ done: 60, failed: 0, unknown: 0, unchanged: 0 });
  for (const target of ids) {
    expect([target, stored.get(target)]).toEqual([target, ['new']]);
    expect([target, changed.get(target)]).toEqual([target, 1]);
    expect([target, await doneEntries(id, target)]).toEqual([target, 1]);
  }
}, 90_000);

test('a job that is asked to wait says so, and goes on by itself', async () => {
  const { id } = await ready('waits', 3);
  let isLimited = true;
  fault = (call, response) => {
    if (!isLimited || call.method === 'GET') return false;
    json(429, { error: 'slow down' }, { 'Retry-After': '1' })(response);
    return true;
  };
  value(await startJob({ job: id, count: 3 }));
  const waiting = await until(id, ({ waiting_for }) => waiting_for !== undefined);
  expect(waiting).toMatchObject({
    state: 'running',
    waiting_for: 'Too many requests',
    counts: { waiting: 3, failed: 0 },
  });
  expect(Date.parse(waiting.resume_at ?? '')).toBeGreaterThan(Date.now() - 2_000);
  isLimited = false;
  const done = await until(id, ({ state }) => state === 'done');
  expect(done).toMatchObject({ counts: { done: 3 } });
  expect(done.waiting_for).toBeUndefined();
});

test('pausing lets what is on its way end, and nothing more is begun', async () => {
  const { id } = await ready('pause', 30);
  const held: (() => void)[] = [];
  fault = (call, response, carried) => {
    if (call.method !== 'PATCH') return false;
    held.push(() => {
      carried();
      answer(response, call);
    });
    return true;
  };
  value(await startJob({ job: id, count: 30 }));
  await vi.waitFor(() => expect(held.length).toBe(4), { timeout: 10_000 });
  value(await pauseJob(id));
  for (const answerNow of held) answerNow();
  const paused = await until(id, ({ counts }) => counts.running === 0);
  expect(paused).toMatchObject({ state: 'paused', counts: { done: 4, waiting: 26 } });
  expect(held.length).toBe(4);
  fault = () => false;
  value(await resumeJob(id));
  expect((await until(id, ({ state }) => state === 'done')).counts.done).toBe(30);
});

test('a list whose cursor comes again ends, and one that cannot be read ends the job in words', async () => {
  const page = { object: 'list', data: [one('a', ['x']), one('b', ['x'])], has_more: true };
  const walk = async () => {
    const selection = { by: 'matching' as const, search: '', tags: ['x'] };
    const request = { kind: 'tags' as const, add: ['y'], remove: [] };
    return value(await prepareJob({ request, selection })).id;
  };
  fault = (_call, response) => {
    json(200, page)(response);
    return true;
  };
  const repeated = await until(await walk(), ({ state }) => state !== 'preparing');
  expect(repeated).toMatchObject({ state: 'ready', counts: { total: 2 } });
  fault = (_call, response) => {
    json(422, { error: 'no such filter' })(response);
    return true;
  };
  const refused = await until(await walk(), ({ state }) => state !== 'preparing');
  expect(refused).toMatchObject({ state: 'cancelled', counts: { waiting: 0 } });
  expect(refused.waiting_for).toContain('no such filter');
});
