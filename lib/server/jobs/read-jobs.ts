import 'server-only';
import { and, asc, desc, eq, gt, isNotNull, lt, ne, or } from 'drizzle-orm';
import { operatorMay } from '@/lib/auth/operator';
import { jobItems, jobs } from '@/lib/db/job-tables';
import { succeeded, type Outcome } from '@/lib/errors/app-error';
import type { ItemPlan, ItemState, Job, JobItemPage, JobPage } from '@/lib/jobs/schema';
import { authorize } from '../authorize';
import { store } from '../store';
import { visibleJob } from './job-access';
import { itemOf } from './job-row';
import { jobsOf } from './job-view';

/** Reads of jobs. Whoever may not read everybody's entries of the audit log sees their own jobs only. */

const JOBS_PAGE = 25;
const ITEMS_PAGE = 50;

/** One job. Errors: `not-found`, and those of `authorize`. */
export async function readJob(id: string): Promise<Outcome<Job>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const found = await visibleJob(orm, operator.value, id);
  if (!found.ok) return found;
  const [job] = await jobsOf(orm, [found.value]);
  if (job === undefined) throw new Error('A job that was found has no view.');
  return succeeded(job);
}

/**
 * Jobs, newest first.
 *
 * @param after id of the last job of the page before
 */
export async function readJobs(after?: string): Promise<Outcome<JobPage>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const { id } = operator.value;
  const rows = await orm
    .select()
    .from(jobs)
    .where(
      and(
        operatorMay(operator.value, 'audit.read') ? undefined : eq(jobs.operatorId, id),
        after === undefined ? undefined : lt(jobs.id, after),
        // A file that is still being read, or was not to its end.
        or(ne(jobs.state, 'draft'), isNotNull(jobs.total)),
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(JOBS_PAGE + 1);
  return succeeded({
    jobs: await jobsOf(orm, rows.slice(0, JOBS_PAGE)),
    has_more: rows.length > JOBS_PAGE,
  });
}

/**
 * Items of a job, in their order. Errors: `not-found`, and those of `authorize`.
 *
 * @param after position of the last item of the page before
 */
export async function readJobItems(
  id: string,
  {
    state,
    plan,
    after = -1,
  }: { state?: ItemState | undefined; plan?: ItemPlan | undefined; after?: number | undefined } = {},
): Promise<Outcome<JobItemPage>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const found = await visibleJob(orm, operator.value, id);
  if (!found.ok) return found;
  const rows = await orm
    .select()
    .from(jobItems)
    .where(
      and(
        eq(jobItems.jobId, id),
        state === undefined ? undefined : eq(jobItems.state, state),
        plan === undefined ? undefined : eq(jobItems.plan, plan),
        gt(jobItems.position, after),
      ),
    )
    .orderBy(asc(jobItems.position))
    .limit(ITEMS_PAGE + 1);
  return succeeded({ items: rows.slice(0, ITEMS_PAGE).map(itemOf), has_more: rows.length > ITEMS_PAGE });
}
