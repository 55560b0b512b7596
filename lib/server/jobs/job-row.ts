import 'server-only';
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import type { jobItems } from '@/lib/db/job-tables';
import { jobs } from '@/lib/db/job-tables';
import {
  JOB_KINDS,
  JOB_STATES,
  type Job,
  type JobItem,
  type JobKind,
  type JobState,
} from '@/lib/jobs/schema';

/** Rows of the job tables, read as what they mean. */

export type JobRow = typeof jobs.$inferSelect;
export type ItemRow = typeof jobItems.$inferSelect;

/** Who confirmed a job, and of how many items. */
const confirmation = z.object({
  count: z.number(),
  operator: z.object({ id: z.string(), email: z.string(), role: z.string() }),
  address: z.string(),
  request_id: z.string(),
});
export type Confirmation = z.output<typeof confirmation>;

/** What a job is done to, as the store has it: the ids that were chosen are its items. */
const storedSelection = z.object({
  by: z.enum(['ids', 'matching', 'items']).catch('items'),
  count: z.number().optional(),
  search: z.string().default(''),
  tags: z.array(z.string()).default([]),
  confirmed: confirmation.optional(),
  moved: z.object({ was: z.number(), is: z.number().optional() }).optional(),
});
export type StoredSelection = z.output<typeof storedSelection>;

/** What a job is done to. */
export function selectionOf({ selection }: Pick<JobRow, 'selection'>): StoredSelection {
  return storedSelection.parse(selection ?? {});
}

/** A job as it was asked for: written by this program, after its schema was checked. */
export function requestOf({ request }: Pick<JobRow, 'request'>): Job['request'] {
  return request as Job['request'];
}

export function kindOf({ kind }: Pick<JobRow, 'kind'>): JobKind {
  return z.enum(JOB_KINDS).parse(kind);
}

export function stateOf({ state }: Pick<JobRow, 'state'>): JobState {
  return z.enum(JOB_STATES).parse(state);
}

/** One job by its id. */
export async function findJob(orm: Orm, id: string): Promise<JobRow | undefined> {
  const [row] = await orm.select().from(jobs).where(eq(jobs.id, id));
  return row;
}

/** An item as pages hold it. */
export function itemOf(row: ItemRow): JobItem {
  return {
    position: row.position,
    state: row.state as JobItem['state'],
    ...(row.targetId !== null && { target_id: row.targetId }),
    ...(row.externalId !== null && { external_id: row.externalId }),
    ...(row.name !== null && { name: row.name }),
    ...(row.line !== null && { line: row.line }),
    ...(row.plan !== null && { plan: row.plan as NonNullable<JobItem['plan']> }),
    ...(row.planned !== null && { planned: row.planned as NonNullable<JobItem['planned']> }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.entry !== null && { entry: row.entry }),
  };
}
