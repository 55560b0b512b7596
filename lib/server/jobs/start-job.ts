import 'server-only';
import { and, eq } from 'drizzle-orm';
import { jobs } from '@/lib/db/job-tables';
import type { Outcome } from '@/lib/errors/app-error';
import type { Job } from '@/lib/jobs/schema';
import { authorize } from '../authorize';
import { presentRequest } from '../request-marks';
import { store } from '../store';
import { beginJob } from './begin-job';
import { handlerOf } from './handlers';
import { jobNow, manageableJob, notNow } from './job-access';
import { kindOf, selectionOf, type Confirmation } from './job-row';
import { jobsOf } from './job-view';
import { touchJob } from './runner';

/**
 * Starts a job that waits for its word. One over everything that matches is counted once more first: it is `preparing`
 * meanwhile, and then either runs, over exactly the items that were confirmed, or is `ready` again with the count that
 * has `moved`. Errors: `not-found`, `invalid`, `forbidden`; `confirm-sign-in` for deletions; `audit-unavailable`.
 *
 * @param count what the operator confirmed: the items in all, or those that would change
 */
export async function startJob({ job: id, count }: { job: string; count: number }): Promise<Outcome<Job>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const found = await manageableJob(orm, operator.value, id);
  if (!found.ok) return found;
  const row = found.value;
  const { permission } = handlerOf(kindOf(row));
  const may = await authorize(permission, { recent: permission === 'identity.delete' });
  if (!may.ok) return may;

  const [job] = await jobsOf(orm, [row]);
  if (job?.state !== 'ready') return notNow('This job does not wait to be started.');
  const total = job.counts.total ?? 0;
  if (total === 0) return notNow('There is nothing to do: nothing was chosen, or nothing matches.');
  if (count !== total && count !== job.preview?.would_change)
    return notNow('The count is not that of this job. Look at what it would do, and confirm that.');

  if (row.kind === 'import' && job.preview?.would_change === 0)
    return notNow('There is nothing to import: every row is rejected, or as it is stored already.');

  const { requestId, address } = await presentRequest();
  const { id: operatorId, email, role } = may.value;
  const confirmed: Confirmation = {
    count: total,
    operator: { id: operatorId, email, role },
    address,
    request_id: requestId,
  };
  if (selectionOf(row).by === 'matching')
    await orm
      .update(jobs)
      .set({
        state: 'preparing',
        started: new Date(),
        cursor: null,
        waitingFor: null,
        selection: { ...selectionOf(row), confirmed, moved: undefined },
      })
      .where(and(eq(jobs.id, id), eq(jobs.state, 'ready')));
  else {
    const begun = await beginJob(orm, row, confirmed, may.value, 'ready');
    if (!begun.ok) return begun;
  }
  touchJob(id);
  return jobNow(orm, id);
}
