import * as z from 'zod/mini';
import { isJsonObject, type JsonObject } from '@/lib/identity/json-object';
import { identity } from '@/lib/identity/schema';

/**
 * Rankings of a whole workspace. The addresses below are ours, not orq.ai's: an embedded store can rank a million
 * identities, where a report is limited to some thousand groups. Where the upstream is orq.ai the dashboard puts the
 * same shapes together from reports.
 *
 * - `GET /v2/reporting/identities?rank_by=cost&days=30&search=&filter_by.tags=&limit=&starting_after=&ending_before=&include_metadata=`
 *   answers a `ranking`; cursors are external ids.
 * - `GET /v2/reporting/overview?days=30` answers an `overview`.
 * - `GET /v2/reporting/identities/{_id or external id}?days=30` answers an `identityStanding`.
 */

/** What identities are ranked by. `change`: US dollars more or less than in the period before, the largest first. */
export const RANKED_BY = ['cost', 'requests', 'tokens', 'error-rate', 'change'] as const;
export const rankedBy = z.enum(RANKED_BY);
export type RankedBy = z.infer<typeof rankedBy>;

/** Use in a span of time. `errors` are failed requests; `cost` is US dollars. */
export const usageFigures = z.object({
  requests: z.number(),
  errors: z.number(),
  tokens: z.number(),
  cost: z.number(),
});

/** What a ranking speaks of. Times are ISO 8601; `to` is exclusive; `before` is where the period before begins. */
export const rankedWindow = z.object({
  time_zone: z.string(),
  days: z.number(),
  from: z.string(),
  to: z.string(),
  before: z.string(),
  /** When it was put together; use reported later is not in it. */
  as_of: z.string(),
});
export type RankedWindow = z.infer<typeof rankedWindow>;

/** One place of a ranking. Use outlives its identity: without `identity` there is none by this external id any more. */
export const rankedRow = z.object({
  /** 1 is first, over the whole workspace whatever the filter. */
  rank: z.number(),
  external_id: z.string(),
  identity: z.optional(
    z.extend(z.omit(identity, { workspace_id: true, metrics: true }), {
      /** Only where it was asked for. */
      metadata: z.optional(z.custom<JsonObject>(isJsonObject)),
    }),
  ),
  figures: usageFigures,
  before: usageFigures,
  /** Filled in by the dashboard, never on the wire: what the audit log last knew a deleted one as. */
  last_name: z.optional(z.string()),
  /** The same: there may be an identity by this external id, but nobody has looked yet. */
  unseen: z.optional(z.boolean()),
});
export type RankedRow = z.output<typeof rankedRow>;

export const ranking = z.object({
  window: rankedWindow,
  data: z.array(rankedRow),
  has_more: z.boolean(),
  /** Where only so many of the largest are known; absent when all are. */
  among: z.optional(z.number()),
  /** Where only so many of those that match search and tags were looked at; absent when all were. */
  among_matches: z.optional(z.number()),
});
export type Ranking = z.output<typeof ranking>;

/** The workspace in one window. Every list is the head of the ranking of its name, so the figures are the same. */
export const overview = z.object({
  window: rankedWindow,
  totals: usageFigures,
  totals_before: usageFigures,
  /** One for each day of the window, oldest first; `date` is `YYYY-MM-DD` in the window's zone. */
  days: z.array(z.object({ date: z.string(), figures: usageFigures })),
  /** External ids with any use in the window, and in the one before. */
  identities: z.number(),
  identities_before: z.number(),
  top: z.object({
    cost: z.array(rankedRow),
    requests: z.array(rankedRow),
    tokens: z.array(rankedRow),
    'error-rate': z.array(rankedRow),
    change: z.array(rankedRow),
  }),
  /** Those with most failed requests more than in the period before. */
  errors_rose: z.array(rankedRow),
  /** US dollars of the 1, 10 and 100 that cost most. */
  cost_of_top: z.object({ one: z.number(), ten: z.number(), hundred: z.number() }),
  among: z.optional(z.number()),
});
export type Overview = z.output<typeof overview>;

const place = z.object({
  /** 1 is first. */
  rank: z.number(),
  /** How many are ranked. */
  of: z.number(),
});

/** Where one identity stands. Absent places: it has no such figure in the window. */
export const identityStanding = z.object({
  window: rankedWindow,
  figures: usageFigures,
  before: usageFigures,
  ranks: z.object({
    cost: z.optional(place),
    requests: z.optional(place),
    tokens: z.optional(place),
    'error-rate': z.optional(place),
  }),
  /** For each of its first tags: how many identities have the tag, and how many of those cost less than this one. */
  among_tags: z.array(z.object({ tag: z.string(), identities: z.number(), cost_less: z.number() })),
  among: z.optional(z.number()),
});
export type IdentityStanding = z.output<typeof identityStanding>;
