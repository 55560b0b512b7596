import 'server-only';
import { and, eq, exists, inArray, isNotNull, lt, or } from 'drizzle-orm';
import { firstId } from '@/lib/audit/entry-ids';
import { KEPT_DAYS } from '@/lib/audit/retention';
import type { Orm } from '@/lib/db/database';
import { jobItems, jobs } from '@/lib/db/job-tables';

/** How long what was stored before a change is kept after its job ended, in days: that long it can be undone. */
export const BEFORE_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** How long a job is kept that was never confirmed, in days: a file whose rows somebody looked at and left. */
export const UNCONFIRMED_KEPT_DAYS = 7;
/** Jobs dealt with at once, so that no statement runs for long. */
const BATCH = 20;

/**
 * Forgets what jobs keep for no longer: the values of identities 30 days after the job ended, which undoing needs no
 * more; jobs that nobody confirmed; and whole jobs as old as the oldest entries of the audit log. Throws when the store does not allow it.
 *
 * @param now milliseconds
 */
export async function forgetOldJobs(orm: Orm, now: number): Promise<void> {
  const kept = or(isNotNull(jobItems.before), isNotNull(jobItems.input), isNotNull(jobItems.planned));
  for (;;) {
    const over = await orm
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          lt(jobs.ended, new Date(now - BEFORE_KEPT_DAYS * DAY_MS)),
          exists(
            orm
              .select({ position: jobItems.position })
              .from(jobItems)
              .where(and(eq(jobItems.jobId, jobs.id), kept)),
          ),
        ),
      )
      .limit(BATCH);
    const ids = over.map(({ id }) => id);
    if (ids.length > 0)
      await orm
        .update(jobItems)
        .set({ before: null, input: null, planned: null })
        .where(and(inArray(jobItems.jobId, ids), kept));
    if (ids.length < BATCH) break;
  }
  await orm
    .delete(jobs)
    .where(
      and(
        inArray(jobs.state, ['draft', 'ready']),
        lt(jobs.id, firstId(now - UNCONFIRMED_KEPT_DAYS * DAY_MS)),
      ),
    );
  await orm.delete(jobs).where(and(lt(jobs.id, firstId(now - KEPT_DAYS * DAY_MS)), isNotNull(jobs.ended)));
}
