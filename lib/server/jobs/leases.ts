import 'server-only';
import { and, asc, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { jobs } from '@/lib/db/job-tables';
import type { JobRow } from './job-row';

/**
 * Which process works on a job. It says so for some seconds at a time and goes on saying it; when it ends without a
 * word, another takes the job over once those have passed. The clock is the store's: those of processes may differ.
 */

/** How long a lease lasts, in milliseconds. */
export const LEASE_MS = 15_000;
/** How often it is renewed, in milliseconds. That often a process also hears that a job was paused or cancelled elsewhere. */
export const RENEW_MS = 1_000;

const until = sql`now() + ${`${LEASE_MS} milliseconds`}::interval`;
/** Whether nobody works on a job at the moment. */
export const isFree = or(isNull(jobs.owner), isNull(jobs.leaseUntil), lt(jobs.leaseUntil, sql`now()`));
/** Jobs on which there is something to do; of a cancelled one, what was on its way. */
const isActive = and(isNull(jobs.ended), inArray(jobs.state, ['preparing', 'running', 'cancelled']));

/** Jobs that anybody may take now, oldest first. */
export async function freeJobs(orm: Orm, except: readonly string[], limit: number): Promise<string[]> {
  const rows = await orm
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        isActive,
        isFree,
        or(isNull(jobs.resumeAt), lt(jobs.resumeAt, sql`now()`)),
        except.length > 0 ? notInArray(jobs.id, [...except]) : undefined,
      ),
    )
    .orderBy(asc(jobs.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** When the next job that waits may go on, if one waits. */
export async function nextResume(orm: Orm): Promise<Date | undefined> {
  const [next] = await orm
    .select({ at: jobs.resumeAt })
    .from(jobs)
    .where(and(isActive, isFree, isNotNull(jobs.resumeAt)))
    .orderBy(asc(jobs.resumeAt))
    .limit(1);
  return next?.at ?? undefined;
}

/** Takes a job. Undefined when another process was faster. */
export async function takeLease(orm: Orm, id: string, owner: string): Promise<JobRow | undefined> {
  const [row] = await orm
    .update(jobs)
    .set({ owner, leaseUntil: until })
    .where(and(eq(jobs.id, id), isFree))
    .returning();
  return row;
}

/** Holds a job for longer, and says how it stands. Undefined when it is another's by now. */
export async function renewLease(orm: Orm, id: string, owner: string): Promise<JobRow | undefined> {
  const [row] = await orm
    .update(jobs)
    .set({ leaseUntil: until })
    .where(and(eq(jobs.id, id), eq(jobs.owner, owner)))
    .returning();
  return row;
}

/** Lets a job go. */
export async function dropLease(orm: Orm, id: string, owner: string): Promise<void> {
  await orm
    .update(jobs)
    .set({ owner: null, leaseUntil: null })
    .where(and(eq(jobs.id, id), eq(jobs.owner, owner)));
}

/** Frees every job. Only where no other process can be at work: a folder belongs to one. */
export async function freeAllLeases(orm: Orm): Promise<void> {
  await orm.update(jobs).set({ owner: null, leaseUntil: null }).where(isNotNull(jobs.owner));
}
