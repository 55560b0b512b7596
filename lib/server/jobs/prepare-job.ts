import 'server-only';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { ulid } from 'ulid';
import type { Operator } from '@/lib/auth/operator';
import type { Orm } from '@/lib/db/database';
import { jobItems, jobs } from '@/lib/db/job-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { metadataValueIssue } from '@/lib/identity/metadata-value';
import type { Job, JobRequest, JobSelection } from '@/lib/jobs/schema';
import { authorize } from '../authorize';
import { presentRequest } from '../request-marks';
import { store } from '../store';
import { handlerOf } from './handlers';
import { addItems } from './item-store';
import { jobNow, notNow, visibleJob } from './job-access';
import { requestOf } from './job-row';
import { jobsOf } from './job-view';
import { touchJob } from './runner';

/** What an operator asks to be prepared. */
export type AskedJob = { request: JobRequest; selection?: JobSelection | undefined };

/**
 * Begins to put a job together; the runner does the rest, and the job says when it is ready. Nothing is changed before it
 * was confirmed. Errors: `invalid`, and `not-found` for a job to be undone that is not there.
 */
export async function prepareJob({ request, selection }: AskedJob): Promise<Outcome<Job>> {
  const operator = await authorize(handlerOf(request.kind).permission);
  if (!operator.ok) return operator;
  const { orm } = await store();
  const id = ulid();
  const made =
    request.kind === 'take-back'
      ? await makeTakeBack(orm, operator.value, id, request.job)
      : await makeSelected(orm, operator.value, id, request, selection);
  if (!made.ok) return made;
  touchJob(id);
  return jobNow(orm, id);
}

async function makeSelected(
  orm: Orm,
  by: Operator,
  id: string,
  request: Exclude<JobRequest, { kind: 'take-back' }>,
  selection: JobSelection | undefined,
): Promise<Outcome<null>> {
  if (selection === undefined) return notNow('Choose what this is to be done to.');
  const issue = request.kind === 'metadata' ? valueIssue(request) : undefined;
  if (issue !== undefined)
    return failed({ kind: 'invalid', message: issue, fields: { value_text: [issue] } });
  const ids = selection.by === 'ids' ? [...new Set(selection.ids)] : [];
  const stored =
    selection.by === 'ids'
      ? { by: selection.by, count: ids.length }
      : { by: selection.by, search: selection.search.trim(), tags: [...new Set(selection.tags)] };
  const values = await newJob(by, id, request, stored);
  await orm.transaction(async (tx) => {
    await tx.insert(jobs).values(values);
    await addItems(
      tx,
      id,
      ids.map((targetId, position) => ({ position, targetId })),
    );
  });
  return succeeded(null);
}

function valueIssue({ key, value_text }: Extract<JobRequest, { kind: 'metadata' }>): string | undefined {
  if (value_text === undefined) return undefined;
  return metadataValueIssue(key, value_text);
}

/** Undoing begins with what the other job did, item by item. */
async function makeTakeBack(orm: Orm, by: Operator, id: string, of: string): Promise<Outcome<null>> {
  const other = await visibleJob(orm, by, of);
  if (!other.ok) return other;
  const [job] = await jobsOf(orm, [other.value]);
  if (job?.taken_back_by !== undefined) return notNow('This job is being taken back already, or has been.');
  if (job?.can_take_back !== true)
    return notNow(
      'This job cannot be taken back: it is not over, changed nothing, or ended more than 30 days ago.',
    );
  const request = { kind: 'take-back', job: of, of: requestOf(other.value) };
  const values = await newJob(by, id, request, { by: 'items' });
  await orm.transaction(async (tx) => {
    await tx.insert(jobs).values(values);
    await tx.insert(jobItems).select(
      tx
        .select({
          jobId: sql<string>`${id}`.as('job_id'),
          position: sql<number>`row_number() over (order by ${jobItems.position}) - 1`.as('position'),
          targetId: jobItems.targetId,
          externalId: jobItems.externalId,
          name: jobItems.name,
          line: sql<null>`null::integer`.as('line'),
          input: sql`json_build_object('before', ${jobItems.before}, 'entry', ${jobItems.entry})`.as('input'),
          plan: sql<null>`null::text`.as('plan'),
          planned: sql<null>`null::json`.as('planned'),
          state: sql<string>`'waiting'`.as('state'),
          before: sql<null>`null::json`.as('before'),
          entry: sql<null>`null::text`.as('entry'),
          reason: sql<null>`null::text`.as('reason'),
          attempts: sql<number>`0`.as('attempts'),
          ended: sql<null>`null::timestamptz`.as('ended'),
        })
        .from(jobItems)
        .where(and(eq(jobItems.jobId, of), eq(jobItems.state, 'done'), isNotNull(jobItems.before))),
    );
  });
  return succeeded(null);
}

async function newJob(
  by: Operator,
  id: string,
  request: object & { kind: string },
  selection: object,
): Promise<typeof jobs.$inferInsert> {
  const { requestId, address } = await presentRequest();
  return {
    id,
    kind: request.kind,
    state: 'preparing',
    operatorId: by.id,
    operatorEmail: by.email,
    address,
    requestId,
    request,
    selection,
    created: new Date(),
  };
}
