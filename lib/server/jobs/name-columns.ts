import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { jobItems, jobs } from '@/lib/db/job-tables';
import type { Outcome } from '@/lib/errors/app-error';
import { pause } from '@/lib/identity-client/pause';
import type { ImportChoices } from '@/lib/import/import-request';
import { firstIssue, mappingIssues } from '@/lib/import/mapping-issues';
import type { Job } from '@/lib/jobs/schema';
import { changedJob } from './changed-job';
import { requestOf } from './job-row';
import { isFree } from './leases';
import { forgetSeen } from './seen-rows';

/**
 * Takes what the operator says of the columns of a file, and begins to check its rows. Errors of both: `not-found`,
 * `forbidden`, `invalid` when the mapping cannot be used or the state of the job does not allow it.
 */
export async function nameColumns({
  job: id,
  ...choices
}: { job: string } & ImportChoices): Promise<Outcome<Job>> {
  return changedJob(id, async (orm, row) => {
    const request = requestOf(row);
    if (request.kind !== 'import' || row.total === null) return NOT_A_DRAFT;
    const issue = firstIssue(mappingIssues(request.columns, choices.mapping));
    if (issue !== undefined) return issue;
    if (!(await isLetGo(orm, id))) return STILL_CHECKED;
    await forgetPlans(orm, id);
    const named = await orm
      .update(jobs)
      .set({ state: 'preparing', cursor: null, request: { ...request, ...choices } })
      .where(and(eq(jobs.id, id), eq(jobs.state, 'draft'), isFree))
      .returning({ id: jobs.id });
    return named.length > 0 ? undefined : NOT_A_DRAFT;
  });
}

/**
 * Whether nobody checks rows of a draft any more, after a wait if it has to be: what a check by other columns found must
 * not be written among what the next one finds.
 */
async function isLetGo(orm: Orm, id: string): Promise<boolean> {
  for (let tries = 0; tries < LOOKS; tries += 1) {
    const [free] = await orm
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.id, id), isFree));
    if (free !== undefined) return true;
    await pause(LOOK_MS, NEVER);
  }
  return false;
}

/** How often, and how far apart in milliseconds, it is looked whether a check has ended. */
const LOOKS = 50;
const LOOK_MS = 100;
const NEVER = new AbortController().signal;

/** Goes back to the columns of a file whose rows were checked, or are being checked: what was found is forgotten. */
export async function changeColumns({ job: id }: { job: string }): Promise<Outcome<Job>> {
  return changedJob(id, async (orm, row) => {
    if (row.kind !== 'import') return NOT_A_DRAFT;
    if (row.state === 'draft') return undefined;
    const from = row.state === 'preparing' ? 'preparing' : 'ready';
    const turned = await orm
      .update(jobs)
      .set({ state: 'draft', cursor: null, waitingFor: null, resumeAt: null })
      .where(and(eq(jobs.id, id), eq(jobs.state, from)))
      .returning({ id: jobs.id });
    return turned.length > 0 ? undefined : 'The columns can be changed until the import begins.';
  });
}

const STILL_CHECKED = 'The check by the columns of before is still ending. Try again in a moment.';
const NOT_A_DRAFT = 'This import does not wait for its columns to be named.';

/** Forgets what the last check of an import found. */
async function forgetPlans(orm: Orm, id: string): Promise<void> {
  forgetSeen(id);
  await orm
    .update(jobItems)
    .set({ plan: null, planned: null, reason: null, externalId: null, name: null, targetId: null })
    // Of a file that was never checked there is nothing to forget, and it may have many rows.
    .where(and(eq(jobItems.jobId, id), isNotNull(jobItems.plan)));
}
