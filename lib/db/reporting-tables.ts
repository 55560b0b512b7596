import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  json,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { bytesText, instant } from './columns';

/** What a row of use counts. Costs are US dollars, exact. */
const counts = () => ({
  requests: bigint('requests', { mode: 'number' }).notNull(),
  /** Failed requests, at most `requests`. */
  errors: bigint('errors', { mode: 'number' }).notNull(),
  tokens: bigint('tokens', { mode: 'number' }).notNull(),
  cost: numeric('cost', { precision: 24, scale: 12 }).notNull(),
});

/**
 * Use by quarter of an hour (UTC), of which `usage_days` is the sum: fine enough for the borders of a day in every
 * time zone. Belongs to the external id and outlives the identity.
 */
export const usageQuarters = pgTable(
  'usage_quarters',
  {
    externalId: bytesText('external_id').notNull(),
    /** Its start. */
    quarter: instant('quarter').notNull(),
    ...counts(),
  },
  (table) => [
    primaryKey({ columns: [table.externalId, table.quarter] }),
    // For the borders of a window over everybody.
    index('usage_quarters_quarter_idx').on(table.quarter),
    check('usage_quarters_errors_check', sql`${table.errors} between 0 and ${table.requests}`),
  ],
);

/**
 * Use of everybody by quarter of an hour, so that the totals of a workspace cost the same at any size. In some rows a
 * quarter (`shard`), or reports that come at once would wait for each other at one row.
 */
export const workspaceQuarters = pgTable(
  'workspace_quarters',
  {
    quarter: instant('quarter').notNull(),
    shard: smallint('shard').notNull(),
    ...counts(),
  },
  (table) => [primaryKey({ columns: [table.quarter, table.shard] })],
);

/**
 * A standing: what everybody used in one window and in the one before it, put together at one moment, so that a
 * million identities can be ranked without adding up their days at every look. Replaced by a newer one.
 */
export const usageStandings = pgTable(
  'usage_standings',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** IANA name: the zone whose days the window is made of. */
    timeZone: text('time_zone').notNull(),
    /** 7, 30 or 90, today included. */
    days: integer('days').notNull(),
    /** Start of the window, inclusive. */
    from: instant('from').notNull(),
    /** End of the window, exclusive: the end of the day that was today. */
    to: instant('to').notNull(),
    /** Start of the window before, which ends at `from`. */
    before: instant('before').notNull(),
    /** When it was put together: use reported later is not in it. */
    asOf: instant('as_of').notNull(),
    /** How long that took, in milliseconds. */
    tookMs: integer('took_ms').notNull().default(0),
    /** What is known of it as a whole, a `StandingSummary`; null while rows are still being added. */
    summary: json('summary'),
  },
  (table) => [index('usage_standings_newest_idx').on(table.timeZone, table.days, table.asOf)],
);

/** One external id in a standing; those without any use in both windows are left out. */
export const usageStandingRows = pgTable(
  'usage_standing_rows',
  {
    standing: bigint('standing', { mode: 'number' })
      .notNull()
      .references(() => usageStandings.id, { onDelete: 'cascade' }),
    externalId: bytesText('external_id').notNull(),
    ...counts(),
    requestsBefore: bigint('requests_before', { mode: 'number' }).notNull(),
    errorsBefore: bigint('errors_before', { mode: 'number' }).notNull(),
    tokensBefore: bigint('tokens_before', { mode: 'number' }).notNull(),
    costBefore: numeric('cost_before', { precision: 24, scale: 12 }).notNull(),
    /** Fraction 0 to 1; -1 without requests, so that it comes last. */
    errorRate: doublePrecision('error_rate')
      .notNull()
      .generatedAlwaysAs(sql`case when requests = 0 then -1 else errors::double precision / requests end`),
    /** US dollars more or less than in the window before, without the sign. */
    costChange: numeric('cost_change', { precision: 24, scale: 12 })
      .notNull()
      .generatedAlwaysAs(sql`abs(cost - cost_before)`),
  },
  (table) => [
    primaryKey({ columns: [table.standing, table.externalId] }),
    index('usage_standing_cost_idx').on(
      table.standing,
      table.cost.desc().nullsFirst(),
      table.externalId.desc().nullsFirst(),
    ),
    index('usage_standing_requests_idx').on(
      table.standing,
      table.requests.desc().nullsFirst(),
      table.externalId.desc().nullsFirst(),
    ),
    index('usage_standing_tokens_idx').on(
      table.standing,
      table.tokens.desc().nullsFirst(),
      table.externalId.desc().nullsFirst(),
    ),
    index('usage_standing_error_rate_idx').on(
      table.standing,
      table.errorRate.desc().nullsFirst(),
      table.requests.desc().nullsFirst(),
      table.externalId.desc().nullsFirst(),
    ),
    index('usage_standing_change_idx').on(
      table.standing,
      table.costChange.desc().nullsFirst(),
      table.externalId.desc().nullsFirst(),
    ),
  ],
);

/**
 * Every so many places of each order of a standing, so that the rank of any row is found by a look at few: the next
 * milestone above it, and a count from there.
 */
export const usageStandingMilestones = pgTable(
  'usage_standing_milestones',
  {
    standing: bigint('standing', { mode: 'number' })
      .notNull()
      .references(() => usageStandings.id, { onDelete: 'cascade' }),
    /** One of `RANKED_BY`. */
    rankedBy: text('ranked_by').notNull(),
    /** 1 is first. */
    rank: integer('rank').notNull(),
    externalId: bytesText('external_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.standing, table.rankedBy, table.rank] })],
);

/**
 * How cost is spread among the identities of each tag that very many have, in a standing: what one of them costs is told
 * from it, as counting them anew for every look would take too long.
 */
export const usageStandingTags = pgTable(
  'usage_standing_tags',
  {
    standing: bigint('standing', { mode: 'number' })
      .notNull()
      .references(() => usageStandings.id, { onDelete: 'cascade' }),
    /** As in `identities.tag_keys`. */
    tagKey: text('tag_key').notNull(),
    /** How many identities have the tag, those without use too. */
    identities: bigint('identities', { mode: 'number' }).notNull(),
    /** US dollars: what 1, 2, … 99 in a hundred of them cost at most. */
    costs: numeric('costs', { precision: 24, scale: 12 }).array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.standing, table.tagKey] })],
);
