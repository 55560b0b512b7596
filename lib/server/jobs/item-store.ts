import 'server-only';
import { and, asc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { jobItems } from '@/lib/db/job-tables';
import type { ItemState } from '@/lib/jobs/schema';
import type { Plan } from './job-handler';
import type { ItemRow } from './job-row';

/**
 * The bookkeeping of items, many in one statement: a store in this process answers one question at a time, and ten
 * thousand items must not cost it fifty thousand.
 */

/** An item as it is put together. */
export type NewItem = Pick<ItemRow, 'position'> &
  Partial<Pick<ItemRow, 'targetId' | 'externalId' | 'name' | 'line' | 'input'>> & { plan?: Plan };

/** How an item is left behind after a try. */
export type ItemEnd = {
  position: number;
  state: ItemState;
  entry?: string | undefined;
  reason?: string | undefined;
  target_id?: string | undefined;
  /** `null` forgets what was noted; absent leaves it. */
  before?: unknown;
  /** Whether the try counts: one that the service put off does not. */
  uncounted?: boolean;
};

/** Most rows of one insert: a statement has 65,535 parameters. */
const INSERT_MAX = 1_000;

/** Adds items. Those of a position that is there already are left as they are. */
export async function addItems(orm: Orm, jobId: string, items: readonly NewItem[]): Promise<void> {
  for (let at = 0; at < items.length; at += INSERT_MAX) {
    const rows = items.slice(at, at + INSERT_MAX).map(({ plan, ...item }) => ({
      jobId,
      ...item,
      externalId: storable(plan?.external_id ?? item.externalId),
      name: storable(plan?.name ?? item.name),
      plan: plan?.plan ?? null,
      planned: plan?.planned ?? null,
      reason: plan?.reason ?? null,
    }));
    await orm.insert(jobItems).values(rows).onConflictDoNothing();
  }
}

/** A text as Postgres takes it: the service is not bound to its rules. */
function storable(text: string | null | undefined): string | null {
  return text?.replaceAll('\0', '\ufffd').toWellFormed() ?? null;
}

/** Items whose check is not made yet, in order, from a position on. */
export async function uncheckedItems(
  orm: Orm,
  jobId: string,
  from: number,
  limit: number,
): Promise<ItemRow[]> {
  return orm
    .select()
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), sql`${jobItems.position} >= ${from}`, isNull(jobItems.plan)))
    .orderBy(asc(jobItems.position))
    .limit(limit);
}

/** Writes what would become of items. */
export async function notePlans(
  orm: Orm,
  jobId: string,
  plans: readonly { position: number; plan: Plan }[],
): Promise<void> {
  if (plans.length === 0) return;
  const rows = plans.map(({ position, plan }) => ({
    position,
    plan: plan.plan,
    planned: plan.planned ?? null,
    reason: storable(plan.reason),
    external_id: storable(plan.external_id),
    name: storable(plan.name),
    target_id: storable(plan.target_id),
  }));
  await orm.execute(sql`
    update job_items set plan = v.plan, planned = v.planned, reason = v.reason,
      external_id = coalesce(v.external_id, job_items.external_id), name = coalesce(v.name, job_items.name),
      target_id = coalesce(v.target_id, job_items.target_id)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as v(position int, plan text, planned json, reason text, external_id text, name text, target_id text)
    where job_items.job_id = ${jobId} and ${atPositions(rows)} and job_items.position = v.position`);
}

/** Takes the next items that wait, in order: from here on they count as begun. */
export async function claimItems(orm: Orm, jobId: string, limit: number, only?: SQL): Promise<ItemRow[]> {
  const next = orm
    .select({ position: jobItems.position })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.state, 'waiting'), only))
    .orderBy(asc(jobItems.position))
    .limit(limit);
  const claimed = await orm
    .update(jobItems)
    .set({ state: 'running', attempts: sql`${jobItems.attempts} + 1` })
    .where(and(eq(jobItems.jobId, jobId), inArray(jobItems.position, next)))
    .returning();
  return claimed.sort((one, other) => one.position - other.position);
}

/** Items that were begun and then put off or cut off: what was noted says that a write may have been made. */
export const BEGUN = isNotNull(jobItems.before);

/** Gives back what a process that ended had taken. What it may have written is told by what it had noted. */
export async function giveBack(orm: Orm, jobId: string): Promise<void> {
  await orm
    .update(jobItems)
    .set({ state: 'waiting' })
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.state, 'running')));
}

/**
 * Narrows a statement that joins given rows to their items. The planner takes a list of JSON for a hundred rows, whatever it
 * holds, and would read every item of the job for each statement.
 */
function atPositions(rows: readonly { position: number }[]): SQL {
  const positions = `{${rows.map(({ position }) => position).join(',')}}`;
  return sql`job_items.position = any(${positions}::int[])`;
}

/** Notes what is stored before each of some changes. */
export async function noteBefore(
  orm: Orm,
  jobId: string,
  notes: readonly { position: number; before: unknown }[],
): Promise<void> {
  await orm.execute(sql`
    update job_items set before = v.before
    from json_to_recordset(${JSON.stringify(notes)}::json) as v(position int, before json)
    where job_items.job_id = ${jobId} and ${atPositions(notes)} and job_items.position = v.position`);
}

/** Writes how items ended, or that they wait again. Only by the process that holds the job. */
export async function endItems(
  orm: Orm,
  jobId: string,
  owner: string,
  ends: readonly ItemEnd[],
): Promise<void> {
  if (ends.length === 0) return;
  const rows = ends.map(({ reason, uncounted = false, ...end }) => ({
    ...end,
    reason: storable(reason),
    keep: !('before' in end) || end.before === undefined,
    back: uncounted ? 1 : 0,
  }));
  await orm.execute(sql`
    update job_items set state = v.state, entry = coalesce(v.entry, job_items.entry), reason = v.reason,
      target_id = coalesce(v.target_id, job_items.target_id),
      before = case when v.keep then job_items.before else v.before end,
      attempts = greatest(0, job_items.attempts - v.back),
      ended = case when v.state in ('waiting', 'running') then null else now() end
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as v(position int, state text, entry text, reason text, target_id text, before json, keep boolean, back int)
    where job_items.job_id = ${jobId} and ${atPositions(rows)} and job_items.position = v.position
      and exists (select 1 from jobs where jobs.id = ${jobId} and jobs.owner = ${owner})`);
}

/** Gives items of one state another, with the reason for it. */
export async function turnItems(
  orm: Orm,
  jobId: string,
  from: readonly ItemState[],
  to: ItemState,
  only?: SQL,
): Promise<number> {
  const turned = await orm
    .update(jobItems)
    .set({ state: to, ended: to === 'waiting' ? null : new Date(), ...(to === 'waiting' && { attempts: 0 }) })
    .where(and(eq(jobItems.jobId, jobId), inArray(jobItems.state, [...from]), only))
    .returning({ position: jobItems.position });
  return turned.length;
}
