import 'server-only';
import { and, asc, count, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { jobItems, jobs } from '@/lib/db/job-tables';
import {
  ITEM_PLANS,
  ITEM_STATES,
  type ItemPlan,
  type ItemState,
  type Job,
  type JobCounts,
  type JobPreview,
} from '@/lib/jobs/schema';
import { BEFORE_KEPT_DAYS } from './job-retention';
import { itemOf, kindOf, requestOf, selectionOf, stateOf, type JobRow } from './job-row';

/** Jobs as pages hold them. */

const DAY_MS = 86_400_000;
/** How many items of each sort a preview shows. */
const SAMPLE = 5;

/** The jobs of some rows, in their order. */
export async function jobsOf(orm: Orm, rows: readonly JobRow[]): Promise<Job[]> {
  const ids = rows.map(({ id }) => id);
  const imports = rows.filter(({ kind, state }) => kind === 'import' && state !== 'draft');
  const [counts, undone, plans] = await Promise.all([
    countsOf(orm, ids),
    takenBackBy(orm, ids),
    plansOf(
      orm,
      imports.map(({ id }) => id),
    ),
  ]);
  return Promise.all(
    rows.map(async (row) => {
      const planned = plans.get(row.id);
      const job = {
        ...jobOf(row, counts.get(row.id) ?? NO_ITEMS, undone.get(row.id)),
        ...(planned !== undefined && { plans: planned }),
      };
      return job.state === 'ready' ? { ...job, preview: await previewOf(orm, row.id) } : job;
    }),
  );
}

function jobOf(row: JobRow, items: Record<ItemState, number>, takenBack: string | undefined): Job {
  const { by, count: confirmed, search, tags, moved } = selectionOf(row);
  const [state, kind] = [stateOf(row), kindOf(row)];
  return {
    id: row.id,
    kind,
    state,
    request: requestOf(row),
    ...(by === 'ids' && { selection: { by, count: confirmed ?? row.total ?? 0 } }),
    ...(by === 'matching' && {
      selection: { by, search, tags, ...(row.total !== null && { count: row.total }) },
    }),
    operator: { id: row.operatorId, email: row.operatorEmail },
    created: row.created.toISOString(),
    ...(row.started !== null && { started: row.started.toISOString() }),
    ...(row.ended !== null && { ended: row.ended.toISOString() }),
    counts: { ...items, ...(row.total !== null && { total: row.total }) },
    ...(state === 'ready' && moved?.is !== undefined && { moved: { was: moved.was, is: moved.is } }),
    ...(row.waitingFor !== null && { waiting_for: row.waitingFor }),
    ...(row.resumeAt !== null && { resume_at: row.resumeAt.toISOString() }),
    can_take_back: takenBack === undefined && canTakeBack(row, items),
    ...(takenBack !== undefined && { taken_back_by: takenBack }),
  };
}

/** Whether what a job did can be undone: it is over, did something, and what was there before is still kept. */
export function canTakeBack(row: JobRow, items: Pick<JobCounts, 'done'>): boolean {
  return (
    (row.kind === 'tags' || row.kind === 'metadata') &&
    row.ended !== null &&
    items.done > 0 &&
    row.ended.getTime() > Date.now() - BEFORE_KEPT_DAYS * DAY_MS
  );
}

const NO_ITEMS = Object.fromEntries(ITEM_STATES.map((state) => [state, 0])) as Record<ItemState, number>;

/** How many items of each job are in each state. */
export async function countsOf(
  orm: Orm,
  ids: readonly string[],
): Promise<Map<string, Record<ItemState, number>>> {
  const counts = new Map(ids.map((id) => [id, { ...NO_ITEMS }]));
  if (ids.length === 0) return counts;
  const rows = await orm
    .select({ job: jobItems.jobId, state: jobItems.state, items: count() })
    .from(jobItems)
    .where(inArray(jobItems.jobId, [...ids]))
    .groupBy(jobItems.jobId, jobItems.state);
  for (const { job, state, items } of rows) {
    const of = counts.get(job);
    if (of !== undefined) of[state as ItemState] = items;
  }
  return counts;
}

/** What the rows of each import were found to be. */
async function plansOf(orm: Orm, ids: readonly string[]): Promise<Map<string, Record<ItemPlan, number>>> {
  const plans = new Map(ids.map((id) => [id, { ...NO_PLANS }]));
  if (ids.length === 0) return plans;
  const rows = await orm
    .select({ job: jobItems.jobId, plan: jobItems.plan, items: count() })
    .from(jobItems)
    .where(and(inArray(jobItems.jobId, [...ids]), isNotNull(jobItems.plan)))
    .groupBy(jobItems.jobId, jobItems.plan);
  for (const { job, plan, items } of rows) {
    const of = plans.get(job);
    if (of !== undefined) of[plan as ItemPlan] = items;
  }
  return plans;
}

const NO_PLANS = Object.fromEntries(ITEM_PLANS.map((plan) => [plan, 0])) as Record<ItemPlan, number>;

/** Which job takes each back, or took it back; one that was discarded before it began counts for nothing. */
async function takenBackBy(orm: Orm, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const of = sql<string>`${jobs.request} ->> 'job'`;
  const rows = await orm
    .select({ id: jobs.id, of })
    .from(jobs)
    .where(
      and(
        eq(jobs.kind, 'take-back'),
        inArray(of, [...ids]),
        sql`not (${jobs.state} = 'cancelled' and ${jobs.started} is null)`,
      ),
    )
    .orderBy(asc(jobs.id));
  return new Map(rows.map((row) => [row.of, row.id]));
}

/** What a job that waits for its confirmation would do. */
async function previewOf(orm: Orm, id: string): Promise<JobPreview> {
  const rows = await orm
    .select({ plan: jobItems.plan, items: count() })
    .from(jobItems)
    .where(eq(jobItems.jobId, id))
    .groupBy(jobItems.plan);
  const of = (...plans: string[]) =>
    rows.reduce((sum, { plan, items }) => sum + (plan !== null && plans.includes(plan) ? items : 0), 0);
  const sample = await Promise.all(
    [['create', 'update'], ['reject']].map((plans) =>
      orm
        .select()
        .from(jobItems)
        .where(and(eq(jobItems.jobId, id), inArray(jobItems.plan, plans)))
        .orderBy(asc(jobItems.position))
        .limit(SAMPLE),
    ),
  );
  return {
    would_change: of('create', 'update'),
    would_stay: of('leave'),
    conflicts: of('reject'),
    sample: sample.flat().map(itemOf),
  };
}
