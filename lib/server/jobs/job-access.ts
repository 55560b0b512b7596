import 'server-only';
import { operatorMay, type Operator } from '@/lib/auth/operator';
import type { Orm } from '@/lib/db/database';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { Job } from '@/lib/jobs/schema';
import { findJob, type JobRow } from './job-row';
import { jobsOf } from './job-view';

/** Who may see a job, and who may do something about it. */

/** Whether an operator sees a job: their own, or everybody's, as with the audit log. */
export function maySee(operator: Operator, row: Pick<JobRow, 'operatorId'>): boolean {
  return row.operatorId === operator.id || operatorMay(operator, 'audit.read');
}

/** A job that an operator may see. Somebody else's looks like one that is not there. */
export async function visibleJob(orm: Orm, operator: Operator, id: string): Promise<Outcome<JobRow>> {
  const row = await findJob(orm, id);
  return row !== undefined && maySee(operator, row) ? succeeded(row) : failed(NO_JOB);
}

/** A job that an operator may start, pause, go on with or end: their own, or any for an admin. */
export async function manageableJob(orm: Orm, operator: Operator, id: string): Promise<Outcome<JobRow>> {
  const visible = await visibleJob(orm, operator, id);
  if (!visible.ok || visible.value.operatorId === operator.id || operatorMay(operator, 'job.manage'))
    return visible;
  return failed({
    kind: 'forbidden',
    message: `This job belongs to ${visible.value.operatorEmail}. Only they or an admin can do this.`,
  });
}

const NO_JOB: AppError = { kind: 'not-found', message: 'There is no such job.', what: 'job' };

/** What the state of a job does not allow. */
export function notNow(message: string): { ok: false; error: AppError } {
  return failed({ kind: 'invalid', message, fields: {} });
}

/** A job as it is by now. */
export async function jobNow(orm: Orm, id: string): Promise<Outcome<Job>> {
  const row = await findJob(orm, id);
  const [job] = row === undefined ? [] : await jobsOf(orm, [row]);
  return job === undefined ? failed(NO_JOB) : succeeded(job);
}
