import 'server-only';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { jobItems, jobs } from '@/lib/db/job-tables';
import type { Outcome } from '@/lib/errors/app-error';
import type { Job, JobState } from '@/lib/jobs/schema';
import { changedJob } from './changed-job';
import { turnItems } from './item-store';
import type { JobRow } from './job-row';

/**
 * What can be done about a job that was begun. What is on its way to the service ends first. Errors of all: `not-found`,
 * `forbidden`, and `invalid` when the state of the job does not allow it.
 */

/** Lets a running job rest until it is told to go on. */
export async function pauseJob(id: string): Promise<Outcome<Job>> {
  return changedJob(id, async (orm, row) => {
    if (row.state === 'paused') return undefined;
    const paused = await setState(orm, row, ['running'], {
      state: 'paused',
      resumeAt: null,
      waitingFor: null,
    });
    return paused ? undefined : 'Only a job that runs can be paused.';
  });
}

/** Lets a paused job go on. */
export async function resumeJob(id: string): Promise<Outcome<Job>> {
  return changedJob(id, async (orm, row) => {
    if (row.state === 'running') return undefined;
    const resumed = await setState(orm, row, ['paused'], {
      state: 'running',
      resumeAt: null,
      waitingFor: null,
    });
    return resumed ? undefined : 'Only a paused job can go on.';
  });
}

/** Ends a job before its time; one that was not begun is discarded. What it has changed by now stays changed. */
export async function cancelJob(id: string): Promise<Outcome<Job>> {
  return changedJob(id, async (orm, row) => {
    if (row.state === 'cancelled') return undefined;
    const over = { state: 'cancelled', resumeAt: null, waitingFor: null } as const;
    // Of one that runs, whoever runs it writes down what was on its way, and then that it has ended.
    if (await setState(orm, row, ['running', 'paused'], over)) return undefined;
    const discarded = await setState(orm, row, ['draft', 'preparing', 'ready'], {
      ...over,
      started: null,
      ended: new Date(),
    });
    if (!discarded) return 'This job has ended already.';
    await turnItems(orm, row.id, ['waiting'], 'left');
    return undefined;
  });
}

/** Tries again what failed, and looks again at what nobody could tell. Deletions need a recent sign-in. */
export async function retryJob(id: string): Promise<Outcome<Job>> {
  return changedJob(
    id,
    async (orm, row) => {
      if (!BEGUN.some((state) => state === row.state)) return 'This job has not been started.';
      const again = await turnItems(orm, row.id, ['failed', 'unknown'], 'waiting', canBeTried(row));
      if (again === 0) return 'Nothing of this job failed that could be tried again.';
      await setState(orm, row, BEGUN, { state: 'running', ended: null, resumeAt: null, waitingFor: null });
      return undefined;
    },
    { recent: true },
  );
}

const BEGUN = ['running', 'paused', 'done', 'cancelled'] as const satisfies JobState[];

/** A row of a file that was rejected stays so: the file would have to be another. */
function canBeTried(row: JobRow) {
  return row.kind === 'import' ? sql`${jobItems.plan} is distinct from 'reject'` : undefined;
}

async function setState(
  orm: Orm,
  row: JobRow,
  from: readonly JobState[],
  changes: Partial<typeof jobs.$inferInsert>,
): Promise<boolean> {
  const turned = await orm
    .update(jobs)
    .set(changes)
    .where(and(eq(jobs.id, row.id), or(inArray(jobs.state, [...from]))))
    .returning({ id: jobs.id });
  return turned.length > 0;
}
