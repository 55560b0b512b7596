import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, json, numeric, pgTable, text } from 'drizzle-orm/pg-core';
import { bytesText, instant } from './columns';

/**
 * Budgets of identities: at most one each. It names the external id and is removed with its identity; use is counted
 * from `usage_days` when asked for, so a counter can never drift from the figures shown beside it.
 */
export const budgets = pgTable(
  'budgets',
  {
    id: bytesText('id').primaryKey(),
    externalId: bytesText('external_id').notNull().unique('budgets_external_id_key'),
    /** `BUDGET_PERIOD_…`. */
    period: text('period').notNull(),
    /** US dollars, exact; null is no limit, as for the two below. */
    amount: numeric('amount', { precision: 24, scale: 12 }),
    tokenLimit: bigint('token_limit', { mode: 'number' }),
    requestsPerMinute: integer('requests_per_minute'),
    isActive: boolean('is_active').notNull().default(true),
    expiresAt: instant('expires_at'),
    /** As the wire has them, with ids. */
    alerts: json('alerts')
      .notNull()
      .default(sql`'[]'::json`),
    /**
     * Use counts from here on when this lies in the present period: set by a reset, and for a one-time budget when it
     * is made. The day it lies in counts less what it had until then, which the three below hold.
     */
    countedFrom: instant('counted_from'),
    uncountedAmount: numeric('uncounted_amount', { precision: 24, scale: 12 }).notNull().default('0'),
    uncountedTokens: bigint('uncounted_tokens', { mode: 'number' }).notNull().default(0),
    uncountedRequests: bigint('uncounted_requests', { mode: 'number' }).notNull().default(0),
    created: instant('created').notNull(),
    updated: instant('updated').notNull(),
  },
  (table) => [
    index('budgets_created_idx').on(table.created.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('budgets_updated_idx').on(table.updated.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('budgets_expires_idx').on(table.expiresAt.asc().nullsLast(), table.id.desc().nullsFirst()),
    check(
      'budgets_limit_check',
      sql`${table.amount} is not null or ${table.tokenLimit} is not null or ${table.requestsPerMinute} is not null`,
    ),
  ],
);
