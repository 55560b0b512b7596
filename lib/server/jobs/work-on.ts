import 'server-only';
import { withoutParameters } from '@/lib/db/query-error';
import { logEvent } from '../log';
import type { HeldJob } from './held-job';
import { giveBack } from './item-store';
import { endCancelled, runBatch } from './run-batch';
import { prepareBatch } from './prepare-batch';
import { postpone } from './postpone';

/** How long a job waits after a bug, in milliseconds: it must not fill the log. */
const AFTER_BUG_MS = 60_000;

/** Works on a job that is held, batch by batch, until it ends, waits or is wanted no more, and lets it go. */
export async function workOn(job: HeldJob, isStopping: () => boolean): Promise<void> {
  try {
    await giveBack(job.orm, job.id);
    let goesOn = true;
    while (goesOn && !isStopping()) {
      const row = await job.row();
      if (row === undefined) return;
      if (row.resumeAt !== null && row.resumeAt.getTime() > Date.now()) return;
      if (row.state === 'preparing') goesOn = await prepareBatch(job, row, isStopping);
      else if (row.state === 'running') goesOn = await runBatch(job, row, isStopping);
      else if (row.state === 'cancelled' && row.ended === null)
        goesOn = await endCancelled(job, row, isStopping);
      else return;
    }
  } catch (failure) {
    const error = withoutParameters(failure);
    logEvent('error', 'job-failed', { error, ...(error instanceof Error && { stack: error.stack }) });
    await postpone(job, 'The dashboard failed at this. It tries again; its log says more.', AFTER_BUG_MS);
  } finally {
    await job.release();
  }
}
