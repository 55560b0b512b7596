import 'server-only';
import { inArray, sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import type { IdentityMetrics } from '@/lib/identity/schema';
import type { ReportingWindow } from '@/lib/reporting/period';
import { errorRate } from '@/lib/reporting/usage-figures';
import { usageBetween } from './usage-between';

/** Days that metrics cover, today included (contract, List, S1). */
export const METRICS_DAYS = 30;

export const NO_USAGE: IdentityMetrics = { total_requests: 0, total_tokens: 0, total_cost: 0, error_rate: 0 };

const sums = z.object({
  rows: z.array(
    z.object({
      external_id: z.string(),
      requests: z.coerce.number(),
      errors: z.coerce.number(),
      tokens: z.coerce.number(),
      cost: z.coerce.number(),
    }),
  ),
});

/**
 * The use of each external id in a window, in one query however many there are; an id without use is absent. Costs (US
 * dollars) are added exactly in the store and become a number once.
 */
export async function readUsage(
  orm: Orm,
  externalIds: readonly string[],
  window: Pick<ReportingWindow, 'from' | 'to'>,
): Promise<ReadonlyMap<string, IdentityMetrics>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = sums.parse(await orm.execute(selectUsage(externalIds, window)));
  return new Map(
    rows.map((used) => {
      const metrics = {
        total_requests: used.requests,
        total_tokens: used.tokens,
        total_cost: used.cost,
        error_rate: errorRate(used) ?? 0,
      };
      return [used.external_id, metrics];
    }),
  );
}

/** The query of `readUsage`; apart, so that a test can ask Postgres how it would run it. */
export function selectUsage(
  externalIds: readonly string[],
  { from, to }: Pick<ReportingWindow, 'from' | 'to'>,
): SQL {
  const used = usageBetween(from, to, (externalId) => sql`${inArray(externalId, [...externalIds])}`);
  return sql`
    select external_id, sum(requests)::text as requests, sum(errors)::text as errors, sum(tokens)::text as tokens,
      sum(cost)::text as cost
    from ${used} as used group by external_id`;
}
