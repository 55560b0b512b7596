import { sql } from 'drizzle-orm';
import { check, index, integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytesText, instant } from './columns';

/**
 * Work on many identities. A job is a list of items, each of them one identity or one row of a file; what becomes of
 * each is written beside it, so that a job goes on where it was, whatever ended the process, and never does an item
 * twice.
 */

export const jobs = pgTable(
  'jobs',
  {
    /** ULID: orders by time. */
    id: bytesText('id').primaryKey(),
    /** A kind of `lib/jobs/schema.ts`. */
    kind: text('kind').notNull(),
    /** A state of `lib/jobs/schema.ts`. */
    state: text('state').notNull(),
    operatorId: bytesText('operator_id').notNull(),
    /** The operator's email when the job was made; who they are now is read anew for each batch. */
    operatorEmail: text('operator_email').notNull(),
    /** Where the job was asked for, for the audit log. */
    address: text('address'),
    requestId: text('request_id'),
    /** What is to be done, by kind. */
    request: json('request').notNull(),
    /** What it is done to: chosen identities, or all that match, with the count the operator confirmed. */
    selection: json('selection'),
    /** Items in all; null while they are being put together. */
    total: integer('total'),
    /** How far putting them together has come: the cursor of the next page. */
    cursor: text('cursor'),
    /** Why a job that runs does nothing at the moment, in words, and until when. */
    waitingFor: text('waiting_for'),
    resumeAt: instant('resume_at'),
    /** The process that works on it, while its lease lasts. */
    owner: text('owner'),
    leaseUntil: instant('lease_until'),
    created: instant('created').notNull(),
    started: instant('started'),
    ended: instant('ended'),
  },
  (table) => [
    index('jobs_operator_idx').on(table.operatorId, table.id),
    index('jobs_active_idx')
      .on(table.state)
      .where(sql`ended is null`),
  ],
);

export const jobItems = pgTable(
  'job_items',
  {
    jobId: bytesText('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    /** From 0, in the order of the selection or of the file. */
    position: integer('position').notNull(),
    /** `_id`; null for a row of a file that is no identity yet. */
    targetId: bytesText('target_id'),
    externalId: bytesText('external_id'),
    /** The name when the item was put together, for reports. */
    name: text('name'),
    /** Of an import: the line (from 1) that the row starts on, and its cells. */
    line: integer('line'),
    input: json('input'),
    /** Of an import, after its check: `create`, `update`, `leave` or `reject`, and what would change. */
    plan: text('plan'),
    planned: json('planned'),
    /** An item state of `lib/jobs/schema.ts`. */
    state: text('state').notNull().default('waiting'),
    /** What was stored before the change: what tells after a crash whether it was made, and what undoing puts back. */
    before: json('before'),
    /** The audit entry of the change. */
    entry: bytesText('entry'),
    /** Why it failed or was left, in words. */
    reason: text('reason'),
    attempts: integer('attempts').notNull().default(0),
    ended: instant('ended'),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.position] }),
    index('job_items_state_idx').on(table.jobId, table.state, table.position),
    index('job_items_plan_idx')
      .on(table.jobId, table.plan, table.position)
      .where(sql`plan is not null`),
    check('job_items_position_check', sql`${table.position} >= 0`),
  ],
);
