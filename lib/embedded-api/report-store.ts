import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { usageQuarters, workspaceQuarters } from '@/lib/db/reporting-tables';
import { NOTHING_USED, type UsageFigures } from '@/lib/reporting/usage-figures';
import type { OwnMetric, ReportPlan } from './report-body';
import { isOneOf, isReported, reportedIdentities, type ReportedIdentities } from './report-identities';
import { usageBetween } from './usage-between';

/** One bucket, one identity, or one identity in one bucket. */
export type ReportedUsage = {
  /** Which bucket, from 0; absent in a scalar report. */
  bucket?: number;
  /** Absent unless the report is by identity. */
  externalId?: string;
  figures: UsageFigures;
};

/** What the store says to a report. `more`: there are rows beyond the limit. */
export type StoredReport = { rows: ReportedUsage[]; more: boolean; totals?: UsageFigures };

const found = z.object({
  rows: z.array(
    z.object({
      bucket: z.nullish(z.coerce.number()),
      external_id: z.nullish(z.string()),
      requests: z.coerce.number(),
      errors: z.coerce.number(),
      tokens: z.coerce.number(),
      cost: z.coerce.number(),
    }),
  ),
});

/** Sums are made in the store, exactly, and become numbers once. */
const SUMS = sql`coalesce(sum(requests), 0)::text as requests, coalesce(sum(errors), 0)::text as errors,
  coalesce(sum(tokens), 0)::text as tokens, coalesce(sum(cost), 0)::text as cost`;

/** What scalar rows are put in order by; the bundle is led by its first member. */
const VALUES: Record<OwnMetric, SQL> = {
  'genai.requests': sql`sum(requests)`,
  'genai.usage': sql`sum(requests)`,
  'genai.tokens': sql`sum(tokens)`,
  'genai.cost': sql`sum(cost)`,
  'genai.errors': sql`sum(errors)`,
  'genai.error_rate': sql`sum(errors)::double precision / nullif(sum(requests), 0)::double precision`,
};

/** Reads a report; rows and totals are of one moment, so that they add up. */
export async function readReport(orm: Orm, plan: ReportPlan): Promise<StoredReport> {
  return orm.transaction(
    async (snapshot) => {
      const identities = await reportedIdentities(snapshot, plan.filters);
      const rows = await select(snapshot, rowsQuery(plan, identities));
      const totals = plan.totals
        ? await select(snapshot, sql`select ${SUMS} from ${source(plan, identities)} as used`)
        : undefined;
      return {
        rows: rows.slice(0, plan.limit),
        more: rows.length > plan.limit,
        ...(totals !== undefined && { totals: totals[0]?.figures ?? NOTHING_USED }),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** One row more than the limit, to know whether there are more. Exported for the tests of its plan. */
export function rowsQuery(plan: ReportPlan, identities: ReportedIdentities): SQL {
  const { borders, byIdentity, metric, limit } = plan;
  const limited = sql`limit ${limit + 1}::int`;
  if (borders === undefined) {
    if (!byIdentity) return sql`select ${SUMS} from ${source(plan, identities)} as used`;
    const used = usageBetween(plan.from, plan.to, (externalId) => isReported(identities, externalId));
    const order = plan.sort === 'asc' ? sql`asc` : sql`desc`;
    return sql`
      select external_id, ${SUMS} from ${used} as used group by external_id
      order by ${VALUES[metric]} ${order} nulls last, sum(requests) desc, external_id desc ${limited}`;
  }
  const starts = `{${borders.map((border) => border.toISOString()).join(',')}}`;
  // A query of its own, or the borders would be read from their text again for every row.
  const bucket = sql`width_bucket(quarter, (select ${starts}::text::timestamptz[])) - 1`;
  const used = byIdentity ? quarters(plan, identities) : source(plan, identities);
  const group = byIdentity ? sql`external_id, ` : sql``;
  const order = byIdentity ? sql`, external_id` : sql``;
  return sql`
    select bucket, ${group} ${SUMS}
    from (select ${bucket} as bucket, used.* from ${used} as used) as bucketed
    group by bucket ${order} order by bucket ${order} ${limited}`;
}

/**
 * Use by quarter, whoever's it is. Everybody's costs the same at any size of the workspace; of everybody's but some,
 * what those used is taken away again.
 */
function source(plan: ReportPlan, identities: ReportedIdentities): SQL {
  if ('only' in identities) return quarters(plan, identities);
  const everybody = sql`
    select quarter, requests, errors, tokens, cost from ${workspaceQuarters} where ${within(plan)}`;
  if (identities.except.length === 0) return sql`(${everybody})`;
  return sql`(${everybody}
    union all select quarter, -requests, -errors, -tokens, -cost from ${usageQuarters}
    where ${within(plan)} and ${isOneOf(identities.except, sql`external_id`)})`;
}

function quarters(plan: ReportPlan, identities: ReportedIdentities): SQL {
  return sql`(select external_id, quarter, requests, errors, tokens, cost from ${usageQuarters}
    where ${within(plan)} and ${isReported(identities, sql`external_id`)})`;
}

function within({ from, to }: ReportPlan): SQL {
  return sql`quarter >= ${from.toISOString()}::timestamptz and quarter < ${to.toISOString()}::timestamptz`;
}

async function select(orm: Orm, query: SQL): Promise<ReportedUsage[]> {
  return found.parse(await orm.execute(query)).rows.map(({ bucket, external_id, ...figures }) => ({
    ...(typeof bucket === 'number' && { bucket }),
    ...(typeof external_id === 'string' && { externalId: external_id }),
    figures,
  }));
}
