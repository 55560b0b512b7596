import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { and, eq, sql } from 'drizzle-orm';
import { ulid } from 'ulid';
import { openEntry } from '@/lib/audit/audit-log';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { jobItems, jobs } from '@/lib/db/job-tables';
import type { Outcome } from '@/lib/errors/app-error';
import type { Job, JobRequest } from '@/lib/jobs/schema';
import { endEntry } from '../audited';
import { forgetProcessWide } from '../process-wide';
import { store } from '../store';
import { actAs, withOwnStore } from '../testing/own-store';
import { upstream } from '../upstream';
import { cancelJob } from './change-job';
import { freeJobs, renewLease, takeLease } from './leases';
import { prepareJob } from './prepare-job';
import { readJob } from './read-jobs';
import { startJobs, stopJobs } from './runner';

vi.mock('next/headers', () => import('../testing/next-headers'));

/** Jobs whose process ended amid an item: what was begun is looked up, and nothing is done twice. */
withOwnStore();

let admin: { id: string; email: string };
beforeAll(async () => {
  admin = await actAs('admin');
});
beforeEach(() => startJobs());
/** The process ends; the next one is another. */
async function endProcess(): Promise<void> {
  await stopJobs();
  forgetProcessWide('job-runner');
}
afterEach(endProcess);
afterAll(endProcess);

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

async function until(id: string, state: Job['state']): Promise<Job> {
  return vi.waitFor(
    async () => {
      const job = value(await readJob(id));
      expect(job.state).toBe(state);
      return job;
    },
    { timeout: 20_000, interval: 25 },
  );
}

let made = 0;
async function identity(values: { tags?: string[]; metadata_text?: string } = {}): Promise<string> {
  made += 1;
  return value(await (await upstream()).create({ external_id: `cut-${made}`, ...values }))._id;
}

/** A job that was begun by a process which was killed while it did its one item. */
async function cutOff(
  request: JobRequest,
  target: string,
  { before, opened = true }: { before: unknown; opened?: boolean },
): Promise<{ job: string; entry?: string }> {
  const job = value(await prepareJob({ request, selection: { by: 'ids', ids: [target] } }));
  await until(job.id, 'ready');
  await endProcess();
  const { orm } = await store();
  await orm
    .update(jobs)
    .set({ state: 'running', started: new Date(), owner: ulid(), leaseUntil: new Date(Date.now() + 60_000) })
    .where(eq(jobs.id, job.id));
  await orm.update(jobItems).set({ state: 'running', attempts: 1, before }).where(eq(jobItems.jobId, job.id));
  if (!opened) return { job: job.id };
  const action = request.kind === 'delete' ? 'identity.deleted' : 'identity.tagged';
  const operator = { ...admin, role: 'admin' };
  const entry = await openEntry(orm, { action, operator, targetId: target, detail: { job: job.id } });
  return { job: job.id, entry };
}

async function ends(job: string, target: string): Promise<(string | null)[]> {
  const { orm } = await store();
  const rows = await orm
    .select({ outcome: auditOutcomes.outcome })
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(and(eq(auditEntries.targetId, target), sql`${auditEntries.detail} ->> 'job' = ${job}`))
    .orderBy(auditEntries.id);
  return rows.map(({ outcome }) => outcome);
}

const ADD: JobRequest = { kind: 'tags', add: ['x'], remove: [] };

describe('tags', () => {
  test('that were written are done, by the entry that was open', async () => {
    const id = await identity({ tags: ['a'] });
    const { job, entry } = await cutOff(ADD, id, { before: { tags: ['a'] } });
    value(await (await upstream()).update(id, { tags: ['a', 'x'] }));
    await startJobs();
    expect(await until(job, 'done')).toMatchObject({ counts: { done: 1 }, can_take_back: true });
    expect(await ends(job, id)).toEqual(['done']);
    const { orm } = await store();
    const [item] = await orm.select().from(jobItems).where(eq(jobItems.jobId, job));
    expect(item).toMatchObject({ entry, before: { tags: ['a'] } });
  });

  test('that were not written are written now, and the log tells of both', async () => {
    const id = await identity({ tags: ['a'] });
    const { job } = await cutOff(ADD, id, { before: { tags: ['a'] } });
    await startJobs();
    expect((await until(job, 'done')).counts.done).toBe(1);
    expect(value(await (await upstream()).retrieve(id)).tags).toEqual(['a', 'x']);
    expect(await ends(job, id)).toEqual(['failed', 'done']);
  });

  test('whose change was recorded as done, and only the item was not, are not done again', async () => {
    const id = await identity({ tags: ['a'] });
    const { job, entry = '' } = await cutOff(ADD, id, { before: { tags: ['a'] } });
    value(await (await upstream()).update(id, { tags: ['a', 'x'] }));
    await endEntry(entry, 'identity.tagged', { outcome: 'done' });
    await startJobs();
    expect((await until(job, 'done')).counts).toMatchObject({ done: 1, unchanged: 0 });
    expect(await ends(job, id)).toEqual(['done']);
  });

  test('that nobody began to write are not claimed as ours', async () => {
    const id = await identity({ tags: ['x'] });
    const { job } = await cutOff(ADD, id, { before: { tags: [] }, opened: false });
    await startJobs();
    expect((await until(job, 'done')).counts).toMatchObject({ done: 0, unchanged: 1 });
  });
});

describe('metadata', () => {
  const SET: JobRequest = { kind: 'metadata', key: 'plan', value_text: '"pro"' };
  const before = { member: { text: '"free"', at: 0 } };

  test.each([
    ['was written', '{"plan":"pro"}', 'done', ['done'], '{"plan":"pro"}'],
    ['was not written', '{"plan":"free"}', 'done', ['failed', 'done'], '{"plan":"pro"}'],
    ['is somebody else’s by now', '{"plan":"theirs"}', 'unknown', ['unknown'], '{"plan":"theirs"}'],
  ])('a key that %s', async (_case, stored, state, entries, after) => {
    const id = await identity({ metadata_text: stored });
    const { job } = await cutOff(SET, id, { before });
    await startJobs();
    expect((await until(job, 'done')).counts).toMatchObject({ [state]: 1 });
    expect(await ends(job, id)).toEqual(entries);
    expect(value(await (await upstream()).retrieve(id)).metadata_text).toBe(after);
  });
});

test('a deletion that was made is done, also when nobody heard of it', async () => {
  const id = await identity();
  const { job } = await cutOff({ kind: 'delete' }, id, { before: {} });
  value(await (await upstream()).delete(id));
  await startJobs();
  expect((await until(job, 'done')).counts.done).toBe(1);
  expect(await ends(job, id)).toEqual(['done']);
});

test('a job that was cancelled after the crash ends what was begun and leaves the rest', async () => {
  const id = await identity({ tags: ['a'] });
  const { job } = await cutOff(ADD, id, { before: { tags: ['a'] } });
  const { orm } = await store();
  await orm
    .insert(jobItems)
    .values({ jobId: job, position: 1, targetId: await identity(), state: 'running' });
  value(await (await upstream()).update(id, { tags: ['a', 'x'] }));
  value(await cancelJob(job));
  await startJobs();
  const ended = await vi.waitFor(
    async () => {
      const now = value(await readJob(job));
      expect(now.ended).toBeDefined();
      return now;
    },
    { timeout: 20_000 },
  );
  expect(ended).toMatchObject({ state: 'cancelled', counts: { done: 1, left: 1 } });
});

test('a job belongs to one process, until its lease has run out', async () => {
  const id = await identity();
  const job = value(await prepareJob({ request: ADD, selection: { by: 'ids', ids: [id] } }));
  await until(job.id, 'ready');
  await endProcess();
  const { orm } = await store();
  await orm.update(jobs).set({ state: 'running' }).where(eq(jobs.id, job.id));
  expect(await takeLease(orm, job.id, 'one')).toBeDefined();
  expect(await freeJobs(orm, [], 10)).toEqual([]);
  expect(await takeLease(orm, job.id, 'other')).toBeUndefined();
  expect(await renewLease(orm, job.id, 'one')).toBeDefined();
  await orm
    .update(jobs)
    .set({ leaseUntil: sql`now() - interval '1 second'` })
    .where(eq(jobs.id, job.id));
  expect(await freeJobs(orm, [], 10)).toEqual([job.id]);
  expect(await takeLease(orm, job.id, 'other')).toBeDefined();
  expect(await renewLease(orm, job.id, 'one')).toBeUndefined();
  // Of this folder every process before is gone, so that a start waits for nobody.
  await startJobs();
  expect((await until(job.id, 'done')).counts.done).toBe(1);
});
