import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { and, eq, sql } from 'drizzle-orm';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { jobItems, jobs } from '@/lib/db/job-tables';
import type { Outcome } from '@/lib/errors/app-error';
import type { Job, JobRequest, JobSelection } from '@/lib/jobs/schema';
import { createIdentity } from '../identity-changes';
import { store } from '../store';
import { actAs, actWith, withOwnStore } from '../testing/own-store';
import { upstream } from '../upstream';
import { cancelJob, pauseJob, resumeJob, retryJob } from './change-job';
import { forgetOldJobs } from './job-retention';
import { jobReport } from './job-report';
import { prepareJob } from './prepare-job';
import { readJob, readJobItems, readJobs } from './read-jobs';
import { startJobs, stopJobs } from './runner';
import { startJob } from './start-job';

vi.mock('next/headers', () => import('../testing/next-headers'));

/** Jobs from their first word to their last, on a real store and the embedded API. */
withOwnStore();

let admin: { id: string; email: string; cookie: string };
beforeAll(async () => {
  admin = await actAs('admin');
  await startJobs();
});
beforeEach(() => actWith(admin.cookie));
afterAll(() => stopJobs());

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

/** Waits until a job is in one of some states. */
async function until(id: string, ...states: Job['state'][]): Promise<Job> {
  return vi.waitFor(
    async () => {
      const job = value(await readJob(id));
      expect(states).toContain(job.state);
      return job;
    },
    { timeout: 20_000, interval: 25 },
  );
}

async function prepared(request: JobRequest, selection?: JobSelection): Promise<Job> {
  const { id } = value(await prepareJob({ request, selection }));
  return until(id, 'ready', 'cancelled');
}

async function ran(request: JobRequest, selection?: JobSelection): Promise<Job> {
  const job = await prepared(request, selection);
  value(await startJob({ job: job.id, count: job.counts.total ?? 0 }));
  return until(job.id, 'done');
}

let made = 0;
async function identity(values: { tags?: string[]; metadata_text?: string } = {}): Promise<string> {
  made += 1;
  const form = { display_name: '', email: '', avatar_url: '', tags: [], metadata_text: '{}', ...values };
  return value(await createIdentity({ ...form, external_id: `job-${made}` }))._id;
}

async function stored(id: string) {
  return value(await (await upstream()).retrieve(id));
}

/** How the entries about an identity that name a job ended, oldest first. */
async function entriesOf(job: string, target?: string) {
  const { orm } = await store();
  return orm
    .select({
      action: auditEntries.action,
      detail: auditEntries.detail,
      email: auditEntries.operatorEmail,
      outcome: auditOutcomes.outcome,
      changes: auditEntries.changes,
    })
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(
      and(
        sql`${auditEntries.detail} ->> 'job' = ${job}`,
        target === undefined ? eq(auditEntries.action, 'job.started') : eq(auditEntries.targetId, target),
      ),
    )
    .orderBy(auditEntries.id);
}

const ids = (...chosen: string[]): JobSelection => ({ by: 'ids', ids: chosen });
const tags = (add: string[], remove: string[] = []): JobRequest => ({ kind: 'tags', add, remove });

describe('tags', () => {
  test('a job says first what it would do, does it when it is told to, and is in the audit log', async () => {
    const [one, other] = [await identity({ tags: ['old', 'stays'] }), await identity({ tags: ['new'] })];
    const job = await prepared(tags(['new'], ['old']), ids(one, other, 'nobody'));
    expect(job).toMatchObject({
      state: 'ready',
      selection: { by: 'ids', count: 3 },
      counts: { waiting: 3, total: 3 },
      preview: {
        would_change: 1,
        would_stay: 1,
        conflicts: 1,
        sample: [
          {
            position: 0,
            target_id: one,
            planned: { tags: { from: ['old', 'stays'], to: ['stays', 'new'] } },
          },
          { position: 2, target_id: 'nobody', reason: 'Identity not found' },
        ],
      },
      can_take_back: false,
    });
    expect((await stored(one)).tags).toEqual(['old', 'stays']);

    value(await startJob({ job: job.id, count: 3 }));
    const done = await until(job.id, 'done');
    expect(done).toMatchObject({
      counts: { done: 1, unchanged: 1, failed: 1, waiting: 0, running: 0 },
      can_take_back: true,
    });
    expect((await stored(one)).tags).toEqual(['stays', 'new']);
    expect(await entriesOf(job.id)).toMatchObject([
      { action: 'job.started', outcome: 'done', detail: { kind: 'tags', count: 3, add: ['new'] } },
    ]);
    expect(await entriesOf(job.id, one)).toMatchObject([
      { action: 'identity.tagged', outcome: 'done', email: admin.email },
    ]);
    expect(await entriesOf(job.id, other)).toEqual([]);
    const items = value(await readJobItems(job.id, { state: 'done' }));
    expect(items).toMatchObject({ items: [{ target_id: one, entry: expect.any(String) }], has_more: false });
  });

  test('are taken back to what they were, but for what somebody changed since', async () => {
    const [one, moved, gone] = [
      await identity({ tags: ['a', 'b', 'c'] }),
      await identity({ tags: ['b'] }),
      await identity({ tags: ['b'] }),
    ];
    const job = await ran(tags(['x'], ['b']), ids(one, moved, gone));
    await (await upstream()).update(moved, { tags: ['x', 'theirs', 'b'] });
    await (await upstream()).delete(gone);
    const back = await ran({ kind: 'take-back', job: job.id });
    expect(back.counts).toMatchObject({ done: 2, failed: 1 });
    expect((await stored(one)).tags).toEqual(['a', 'b', 'c']);
    expect((await stored(moved)).tags).toEqual(['theirs', 'b']);
    expect(value(await readJob(job.id))).toMatchObject({ can_take_back: false, taken_back_by: back.id });
    expect(await entriesOf(back.id)).toMatchObject([{ detail: { undoes_job: job.id } }]);
    expect(await entriesOf(back.id, one)).toMatchObject([{ detail: { undoes: expect.any(String) } }]);
    expect(await prepareJob({ request: { kind: 'take-back', job: job.id } })).toMatchObject({ ok: false });
  });
});

describe('metadata', () => {
  const text = '{"big": 9007199254740993, "plan": "free", "last": 1.50}';
  test('one key is set, byte for byte the rest stays, and it is taken back to its place', async () => {
    const [one, lacks, twice] = [
      await identity({ metadata_text: text }),
      await identity(),
      await identity({ metadata_text: '{}' }),
    ];
    await (await upstream()).update(twice, { metadata_text: '{"plan":1,"plan":2}' });
    const request: JobRequest = { kind: 'metadata', key: 'plan', value_text: '{"seats":1.0}' };
    const job = await prepared(request, ids(one, lacks, twice));
    expect(job.preview).toMatchObject({ would_change: 2, conflicts: 1 });
    expect(job.preview?.sample[2]?.reason).toContain('more than once');
    value(await startJob({ job: job.id, count: 3 }));
    await until(job.id, 'done');
    expect((await stored(one)).metadata_text).toBe(text.replace('"free"', '{"seats":1.0}'));
    expect((await stored(lacks)).metadata_text).toBe('{"plan":{"seats":1.0}}');
    expect(JSON.stringify(await entriesOf(job.id, one))).not.toContain('seats');

    await (await upstream()).update(lacks, { metadata_text: '{"plan":"theirs"}' });
    const back = await prepared({ kind: 'take-back', job: job.id });
    expect(back.preview).toMatchObject({ would_change: 1, conflicts: 1 });
    value(await startJob({ job: back.id, count: 2 }));
    await until(back.id, 'done');
    expect((await stored(one)).metadata_text).toBe(text);
    expect((await stored(lacks)).metadata_text).toBe('{"plan":"theirs"}');
  });

  test('a key that was removed comes back where it stood', async () => {
    const one = await identity({ metadata_text: text });
    const job = await ran({ kind: 'metadata', key: 'plan' }, ids(one));
    expect((await stored(one)).metadata_text).toBe('{"big": 9007199254740993, "last": 1.50}');
    await ran({ kind: 'take-back', job: job.id });
    expect((await stored(one)).metadata_text).toBe(text);
  });

  test('a value that is no JSON is refused', async () => {
    const request: JobRequest = { kind: 'metadata', key: 'plan', value_text: '{' };
    expect(await prepareJob({ request, selection: ids('x') })).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: { value_text: [expect.any(String)] } },
    });
  });
});

test('deletions are counted, and what is gone already is no failure', async () => {
  const [one, gone] = [await identity(), await identity()];
  await (await upstream()).delete(gone);
  const job = await prepared({ kind: 'delete' }, ids(one, gone));
  expect(job.preview).toMatchObject({ would_change: 1, would_stay: 1 });
  expect(await startJob({ job: job.id, count: 7 })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  value(await startJob({ job: job.id, count: 2 }));
  expect((await until(job.id, 'done')).counts).toMatchObject({ done: 1, unchanged: 1 });
  expect((await (await upstream()).retrieve(one)).ok).toBe(false);
  expect(await entriesOf(job.id, one)).toMatchObject([{ action: 'identity.deleted', outcome: 'done' }]);
});

describe('everything that matches', () => {
  const matching = (tag: string): JobSelection => ({ by: 'matching', search: '', tags: [tag] });

  test('is walked page by page, and confirmed by its count', async () => {
    const all = await Promise.all(Array.from({ length: 120 }, () => identity({ tags: ['walk'] })));
    const job = await prepared(tags(['walked']), matching('walk'));
    expect(job).toMatchObject({ counts: { total: 120 }, preview: { would_change: 120 } });
    value(await startJob({ job: job.id, count: 120 }));
    expect((await until(job.id, 'done')).counts.done).toBe(120);
    for (const id of all) expect((await stored(id)).tags).toEqual(['walk', 'walked']);
    expect(await entriesOf(job.id)).toMatchObject([{ detail: { filter: { search: '', tags: ['walk'] } } }]);
  });

  test('is asked again when the count has moved, and nothing was begun', async () => {
    const first = await identity({ tags: ['moves'] });
    const job = await prepared(tags(['moved']), matching('moves'));
    const late = await identity({ tags: ['moves'] });
    value(await startJob({ job: job.id, count: 1 }));
    const again = await until(job.id, 'ready');
    expect(again).toMatchObject({ moved: { was: 1, is: 2 }, counts: { total: 2, waiting: 2 } });
    expect(again.started).toBeUndefined();
    expect((await stored(first)).tags).toEqual(['moves']);
    expect(await entriesOf(job.id)).toEqual([]);
    value(await startJob({ job: job.id, count: 2 }));
    await until(job.id, 'done');
    expect((await stored(late)).tags).toEqual(['moves', 'moved']);
  });
});

describe('who may', () => {
  test('another editor sees a job and may not touch it; a viewer does not see it; an admin may', async () => {
    const one = await identity();
    await actAs('editor');
    const job = await prepared(tags(['owned']), ids(one));
    await actAs('editor');
    expect(await readJob(job.id)).toMatchObject({ ok: true });
    expect(await startJob({ job: job.id, count: 1 })).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await cancelJob(job.id)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await prepareJob({ request: { kind: 'delete' }, selection: ids(one) })).toMatchObject({
      error: { kind: 'forbidden' },
    });
    await actAs('viewer');
    expect(await readJob(job.id)).toMatchObject({ error: { kind: 'not-found', what: 'job' } });
    expect(value(await readJobs()).jobs).toEqual([]);
    actWith(admin.cookie);
    expect(value(await cancelJob(job.id))).toMatchObject({ state: 'cancelled', counts: { left: 1 } });
  });

  test('whoever loses the role does nothing more, and the job says why', async () => {
    const one = await identity();
    const editor = await actAs('editor');
    const job = await prepared(tags(['late']), ids(one));
    const { orm } = await store();
    await orm.execute(sql`update operators set role = 'viewer' where id = ${editor.id}`);
    actWith(admin.cookie);
    value(await startJob({ job: job.id, count: 1 }));
    const paused = await until(job.id, 'paused');
    expect(paused.waiting_for).toContain('is viewer by now');
    expect((await stored(one)).tags).toEqual([]);
    await orm.execute(sql`update operators set role = 'editor' where id = ${editor.id}`);
    value(await resumeJob(job.id));
    await until(job.id, 'done');
    expect(await entriesOf(job.id, one)).toMatchObject([{ outcome: 'done', email: editor.email }]);
  });

  test('deletions need a sign-in of the last minutes', async () => {
    const one = await identity();
    const job = await prepared({ kind: 'delete' }, ids(one));
    const { orm } = await store();
    const set = (ago: string) =>
      orm.execute(
        sql`update sign_ins set confirmed = now() - ${ago}::interval where operator_id = ${admin.id}`,
      );
    await set('20 minutes');
    expect(await startJob({ job: job.id, count: 1 })).toMatchObject({ error: { kind: 'confirm-sign-in' } });
    await set('0 minutes');
    value(await startJob({ job: job.id, count: 1 }));
    await until(job.id, 'done');
  });
});

test('a job that is over takes no more words, and a discarded one neither', async () => {
  const one = await identity();
  const job = await ran(tags(['over']), ids(one));
  for (const change of [pauseJob, resumeJob, cancelJob, retryJob])
    expect(await change(job.id)).toMatchObject({ error: { kind: 'invalid' } });
  const discarded = await prepared(tags(['never']), ids(one));
  value(await cancelJob(discarded.id));
  expect(await startJob({ job: discarded.id, count: 1 })).toMatchObject({ error: { kind: 'invalid' } });
});

test('the report names every item and its end, and runs in no spreadsheet', async () => {
  const one = await identity();
  await (await upstream()).update(one, { display_name: '=1+1' });
  const job = await ran(tags(['reported']), ids(one, 'nobody'));
  let csv = '';
  for await (const part of value(await jobReport(job.id))) csv += part;
  const [head, first, second] = csv.split('\r\n');
  expect(head).toContain('"external_id","name","end","reason"');
  expect(first).toContain(`"${one}"`);
  expect(first).toContain(`"'=1+1","done"`);
  expect(second).toContain('"nobody",,,"failed","Identity not found"');
});

test('what was stored before is forgotten after a month, and the job after 400 days', async () => {
  const one = await identity({ tags: ['secret'] });
  const job = await ran(tags([], ['secret']), ids(one));
  const { orm } = await store();
  const day = 86_400_000;
  await forgetOldJobs(orm, Date.now() + 29 * day);
  expect(value(await readJob(job.id)).can_take_back).toBe(true);
  await forgetOldJobs(orm, Date.now() + 31 * day);
  const [item] = await orm.select().from(jobItems).where(eq(jobItems.jobId, job.id));
  expect(item).toMatchObject({ before: null, planned: null, state: 'done' });
  await forgetOldJobs(orm, Date.now() + 401 * day);
  expect(await orm.$count(jobs, eq(jobs.id, job.id))).toBe(0);
  expect(await orm.$count(jobItems, eq(jobItems.jobId, job.id))).toBe(0);
});
