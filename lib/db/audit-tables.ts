import { sql } from 'drizzle-orm';
import { check, index, json, pgTable, text } from 'drizzle-orm/pg-core';
import { bytesText, instant } from './columns';

/**
 * The audit log. Rows are only ever added: an entry is written before what it tells of is tried, and a second row
 * says how that ended. An entry without such a row belongs to something still going on, or cut off.
 */

export const auditEntries = pgTable(
  'audit_entries',
  {
    /** ULID: orders by time. */
    id: bytesText('id').primaryKey(),
    at: instant('at').notNull(),
    /** Null where nobody is signed in, such as a sign-in that failed. */
    operatorId: bytesText('operator_id'),
    /** The operator's email at that time, or the one that was typed at a failed sign-in. */
    operatorEmail: text('operator_email'),
    role: text('role'),
    address: text('address'),
    action: text('action').notNull(),
    /** `_id` of the identity, or id of the operator, that was acted on. */
    targetId: bytesText('target_id'),
    targetExternalId: bytesText('target_external_id'),
    /** What was to change, by field: `{ from, to }`. */
    changes: json('changes'),
    /** What else an action tells of itself: counts, a filter, a reason. */
    detail: json('detail'),
    requestId: text('request_id'),
  },
  (table) => [
    index('audit_entries_operator_idx').on(table.operatorId, table.id),
    index('audit_entries_target_idx').on(table.targetId, table.id),
    index('audit_entries_external_idx').on(table.targetExternalId, table.id),
    index('audit_entries_action_idx').on(table.action, table.id),
    index('audit_entries_operator_action_idx').on(table.operatorId, table.action, table.id),
    // Which entry takes which back: `undoes` of an edit, `recreates` of an identity that was created again.
    index('audit_entries_answers_idx')
      .on(sql`(coalesce(detail ->> 'undoes', detail ->> 'recreates'))`)
      .where(sql`coalesce(detail ->> 'undoes', detail ->> 'recreates') is not null`),
  ],
);

export const auditOutcomes = pgTable(
  'audit_outcomes',
  {
    entryId: bytesText('entry_id')
      .primaryKey()
      .references(() => auditEntries.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    outcome: text('outcome').notNull(),
    /** The `_id` of an identity that was made, known only now. */
    targetId: bytesText('target_id'),
    /** Why it failed, as the operator was told, and what else is known only at the end. */
    detail: json('detail'),
  },
  (table) => [
    check('audit_outcomes_check', sql`${table.outcome} in ('done', 'failed', 'unknown')`),
    index('audit_outcomes_target_idx').on(table.targetId),
    index('audit_outcomes_outcome_idx').on(table.outcome, table.entryId),
  ],
);
