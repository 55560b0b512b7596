import 'server-only';
import type { Orm } from '@/lib/db/database';
import type { Outcome } from '@/lib/errors/app-error';
import type { Job } from '@/lib/jobs/schema';
import { authorize } from '../authorize';
import { store } from '../store';
import { handlerOf } from './handlers';
import { jobNow, manageableJob, notNow } from './job-access';
import { kindOf, type JobRow } from './job-row';
import { touchJob } from './runner';

/**
 * Changes a job of the operator, or any for an admin, and says how it is then. The operator has to be allowed to do what
 * the job does.
 *
 * @param change says why it could not be made, or nothing
 * @param options `recent`: whether a job that deletes needs a recent sign-in for it
 */
export async function changedJob(
  id: string,
  change: (orm: Orm, row: JobRow) => Promise<string | undefined>,
  { recent = false }: { recent?: boolean } = {},
): Promise<Outcome<Job>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const found = await manageableJob(orm, operator.value, id);
  if (!found.ok) return found;
  const { permission } = handlerOf(kindOf(found.value));
  const may = await authorize(permission, { recent: recent && permission === 'identity.delete' });
  if (!may.ok) return may;
  const problem = await change(orm, found.value);
  if (problem !== undefined) return notNow(problem);
  touchJob(id);
  return jobNow(orm, id);
}
