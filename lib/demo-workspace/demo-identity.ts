import type { DemoBudget } from './demo-budgets';

/** What the demo workspace is made of. */

/** The kinds of identity a firm tracks, in the order of their shares. */
export type IdentityKind = 'person' | 'team' | 'client' | 'project' | 'machine';

/** One identity as it is stored, without the derived columns. */
export type DemoIdentity = {
  id: string;
  externalId: string;
  displayName?: string | undefined;
  email?: string | undefined;
  avatarUrl?: string | undefined;
  tags: readonly string[];
  /** The exact JSON text to keep. */
  metadata: string;
  /** False: answered without `metrics`. */
  reportsUsage: boolean;
  created: Date;
  updated: Date;
};

/** One day (UTC) of one identity. Days without requests have no row. */
export type DemoUsageDay = {
  externalId: string;
  /** `YYYY-MM-DD`. */
  day: string;
  requests: number;
  /** At most `requests`. */
  errors: number;
  tokens: number;
  /** US dollars: an exact decimal with up to 12 places. */
  cost: string;
};

/** A quarter of an hour of one identity: a part of one of its days. */
export type DemoUsageQuarter = Omit<DemoUsageDay, 'day'> & {
  /** Its start, in milliseconds. */
  quarter: number;
};

/** Where an identity stood that was deleted before the story starts. */
export type DemoDeletion = {
  id: string;
  displayName?: string | undefined;
  created: Date;
  updated: Date;
  deleted: Date;
};

/** Some identities with all their days: what is held in memory at a time. */
export type DemoBatch = {
  identities: DemoIdentity[];
  usage: DemoUsageDay[];
  /** The same use, by quarter of an hour. */
  quarters: DemoUsageQuarter[];
  deletions: DemoDeletion[];
  budgets: DemoBudget[];
};

/**
 * An identity as it is planned: times relative to `now`, use as a plan. `ageDays` counts UTC days back from the start
 * of today; the fraction is the time of day, so that use can start on the very day.
 */
export type IdentityPlan = {
  kind: IdentityKind;
  externalId: string;
  displayName?: string | undefined;
  email?: string | undefined;
  avatarUrl?: string | undefined;
  tags: readonly string[];
  metadata: string;
  reportsUsage?: boolean;
  /** Where it stands in time; `epoch` is 1 January 1970, `minutesAgo` counts back from `now`. */
  created: { ageDays: number } | { minutesAgo: number } | 'epoch';
  /** Minutes before `now` of the last change; absent means never changed since it was made. */
  updatedMinutesAgo?: number | undefined;
  usage?: UsagePlan | undefined;
};

/** How much an identity uses. Figures are of the last 30 days; the days before follow from them. */
export type UsagePlan = {
  /** Requests in the last 30 days (days -29 to 0). */
  requests: number;
  /** Median tokens a request. */
  tokensPerRequest: number;
  /** Price in millionths of a millionth of a dollar a token: $1 a million tokens is 1,000,000. */
  picoPerToken: number;
  /** Share of failed requests, apart from the outage. */
  errorRate: number;
  rhythm: Rhythm;
  /** Share of days with any use at all, before the weekday counts. */
  activeDays: number;
  /** Days (offsets from today) with rows of the last 30 days; the whole window when absent. */
  days?: { first: number; last: number };
  /** Exact cost in 30 days, as a decimal; replaces tokens times price. */
  exactCost?: string;
  /** True when the exact cost is that of the present month (UTC) so far; days before it cost what their tokens do. */
  exactThisMonth?: true;
  /** Exact number of errors in 30 days. Such an identity rests on the outage day. */
  exactErrors?: number;
  /** From this day on, use is this many times what it was. */
  surge?: { from: number; times: number };
  /** From this day on, this share fails. */
  failing?: { from: number; errorRate: number };
  /** True when nothing happened in the last 30 days: `requests` then counts a month before that. */
  dormant?: boolean;
  /** True when traffic is older than the identity, as it may be after a deletion. */
  olderThanIdentity?: boolean;
};

/** When in the week an identity is busy, by the zone it lives in. Machines run flat. */
export type Rhythm = 'europe' | 'america' | 'asia' | 'gulf' | 'flat';
