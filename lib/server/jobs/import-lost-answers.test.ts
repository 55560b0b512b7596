import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { and, eq, sql } from 'drizzle-orm';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { jobItems, jobs } from '@/lib/db/job-tables';
import { json, upstreamServer, type Received } from '@/lib/identity-client/testing/upstream-server';
import { openedEntry } from '../audited';
import { actInNameOf } from '../acting-operator';
import { forgetProcessWide } from '../process-wide';
import { store } from '../store';
import { checked, ran, rows, until } from '../testing/import-run';
import { actAs, withOwnStore } from '../testing/own-store';
import { readJob } from './read-jobs';
import { startJobs, stopJobs, touchJob } from './runner';

vi.mock('next/headers', () => import('../testing/next-headers'));

/** Imports through the real client against a real HTTP server that holds identities and fails as told. */
type Identity = { _id: string; external_id: string; display_name?: string; updated: string };
let server: Awaited<ReturnType<typeof upstreamServer>>;
type Fault = (call: Received, response: ServerResponse, carryOut: () => void) => boolean;
let fault: Fault = () => false;
const stored = new Map<string, Identity>();
/** Writes that were carried out, by external id. */
const written = new Map<string, number>();

beforeAll(async () => {
  server = await upstreamServer((response, call) => {
    if (fault(call, response, () => void carryOut(call))) return;
    const [status, body] = carryOut(call);
    json(status, body)(response);
  });
  vi.stubEnv('ORQ_API_URL', server.url);
});
withOwnStore({ ORQ_API_KEY: 'key-canary-4711' });
let operator: Awaited<ReturnType<typeof actAs>>;
beforeAll(async () => {
  operator = await actAs('admin');
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

function carryOut({ method, url, body }: Received): [status: number, body: unknown] {
  const ref = decodeURIComponent(new URL(url, server.url).pathname.split('/')[3] ?? '');
  const found = [...stored.values()].find(({ _id, external_id }) => _id === ref || external_id === ref);
  if (method === 'GET') return found === undefined ? [404, { error: 'Identity not found' }] : [200, found];
  const sent = JSON.parse(body) as Partial<Identity>;
  const external_id = found?.external_id ?? sent.external_id ?? '';
  if (method === 'POST' && stored.has(external_id)) return [409, { error: 'taken' }];
  const identity = { ...(found ?? { _id: `id-${external_id}`, external_id }), ...sent, updated: NOW };
  stored.set(external_id, identity);
  written.set(external_id, (written.get(external_id) ?? 0) + 1);
  return [method === 'POST' ? 201 : 200, identity];
}
const NOW = '2026-11-20T00:00:00.000Z';

function file(prefix: string, count: number): string {
  const lines = Array.from({ length: count }, (_, at) => `${prefix}-${at},New`);
  return ['external_id,display_name', ...lines].join('\n');
}

/** How the entries of a job about one external id ended, oldest first. */
async function outcomesOf(job: string, externalId: string) {
  const { orm } = await store();
  return orm
    .select({ action: auditEntries.action, outcome: auditOutcomes.outcome, target: auditOutcomes.targetId })
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(and(eq(auditEntries.targetExternalId, externalId), sql`${auditEntries.detail} ->> 'job' = ${job}`))
    .orderBy(auditEntries.id);
}

test('limits, lost answers and broken connections put rows off; each is written once and recorded once', async () => {
  for (let at = 20; at < 40; at += 1)
    stored.set(`mixed-${at}`, { _id: `id-mixed-${at}`, external_id: `mixed-${at}`, updated: NOW });
  const job = await checked('mixed.csv', file('mixed', 40));
  expect(job.plans).toMatchObject({ create: 20, update: 20 });
  let calls = 0;
  fault = (call, response, carried) => {
    calls += 1;
    if (calls % 7 === 3) json(429, { error: 'slow down' }, { 'Retry-After-Ms': '40' })(response);
    else if (calls % 11 === 5) response.destroy();
    else if (calls % 5 === 1 && call.method !== 'GET') {
      carried();
      response.destroy();
    } else return false;
    return true;
  };
  const done = await ran(job);
  expect(done.counts).toMatchObject({ done: 40, failed: 0, unknown: 0, unchanged: 0 });
  for (let at = 0; at < 40; at += 1) {
    const externalId = `mixed-${at}`;
    expect([externalId, stored.get(externalId)?.display_name]).toEqual([externalId, 'New']);
    expect([externalId, written.get(externalId)]).toEqual([externalId, 1]);
    const ends = await outcomesOf(job.id, externalId);
    expect([externalId, ends.filter(({ outcome }) => outcome === 'done').length]).toEqual([externalId, 1]);
    expect(ends.filter(({ outcome }) => outcome === null)).toEqual([]);
  }
  for (const { target_id: id, external_id: externalId } of await rows(job.id, 'create'))
    expect(id).toBe(`id-${externalId}`);
}, 90_000);

/** Leaves a row as a process leaves it that was killed after it had begun to write: noted, with an open entry. */
async function cutOff(job: string, externalId: string, action: 'identity.created' | 'identity.edited') {
  const { orm } = await store();
  const acting = {
    operator: {
      id: operator.id,
      name: 'The admin',
      email: operator.email,
      role: 'admin' as const,
      method: 'password' as const,
      secondFactor: false,
      signInId: '',
    },
    job,
    requestId: '',
    address: '',
  };
  await actInNameOf(acting, () =>
    openedEntry({ action, operator: acting.operator, targetExternalId: externalId }),
  );
  await orm
    .update(jobItems)
    .set({ before: {}, state: 'running', attempts: 1 })
    .where(eq(jobItems.jobId, job));
  await orm.update(jobs).set({ state: 'running', started: new Date() }).where(eq(jobs.id, job));
  touchJob(job);
  return until(job, 'done');
}

test('a create that was made before the process was killed is not made again', async () => {
  const job = await checked('made.csv', file('made', 1));
  stored.set('made-0', { _id: 'id-made-0', external_id: 'made-0', display_name: 'New', updated: NOW });
  const done = await cutOff(job.id, 'made-0', 'identity.created');
  expect(done.counts).toMatchObject({ done: 1 });
  expect(written.get('made-0')).toBeUndefined();
  expect(await outcomesOf(job.id, 'made-0')).toEqual([
    { action: 'identity.created', outcome: 'done', target: 'id-made-0' },
  ]);
  expect((await rows(job.id))[0]?.target_id).toBe('id-made-0');
});

test('a create that was not made is made, and the log tells of both', async () => {
  const job = await checked('unmade.csv', file('unmade', 1));
  expect((await cutOff(job.id, 'unmade-0', 'identity.created')).counts).toMatchObject({ done: 1 });
  expect(written.get('unmade-0')).toBe(1);
  expect((await outcomesOf(job.id, 'unmade-0')).map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
});

test('what somebody else put there meanwhile stays, and nobody says whether it was ours', async () => {
  stored.set('theirs-0', { _id: 'id-theirs-0', external_id: 'theirs-0', updated: NOW });
  const job = await checked('theirs.csv', file('theirs', 1));
  expect(job.plans).toMatchObject({ update: 1 });
  stored.set('theirs-0', {
    _id: 'id-theirs-0',
    external_id: 'theirs-0',
    display_name: 'Theirs',
    updated: NOW,
  });
  const done = await cutOff(job.id, 'theirs-0', 'identity.edited');
  expect(done.counts).toMatchObject({ unknown: 1 });
  expect(stored.get('theirs-0')?.display_name).toBe('Theirs');
  expect((await readJob(job.id)).ok).toBe(true);
});
