import 'server-only';
import { and, between, inArray, sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { usageDays } from '@/lib/db/schema';
import type { IdentityMetrics } from '@/lib/identity/schema';

/** Days that metrics cover: today and those before it, in UTC (contract, List, S1). */
export const METRICS_DAYS = 30;
const DAY_MS = 86_400_000;

export const NO_USAGE: IdentityMetrics = { total_requests: 0, total_tokens: 0, total_cost: 0, error_rate: 0 };

/**
 * The use of each external id in the last 30 days, in one query however many there are; an id without use is absent.
 * Costs (US dollars) are added exactly in the store and become a number once.
 */
export async function readUsage(
  orm: Orm,
  externalIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, IdentityMetrics>> {
  if (externalIds.length === 0) return new Map();
  const first = new Date(now.getTime() - (METRICS_DAYS - 1) * DAY_MS);
  const sums = await orm
    .select({
      externalId: usageDays.externalId,
      requests: sql<string>`sum(${usageDays.requests})::text`,
      errors: sql<string>`sum(${usageDays.errors})::text`,
      tokens: sql<string>`sum(${usageDays.tokens})::text`,
      cost: sql<string>`sum(${usageDays.cost})::text`,
    })
    .from(usageDays)
    .where(
      and(
        inArray(usageDays.externalId, [...externalIds]),
        between(usageDays.day, utcDay(first), utcDay(now)),
      ),
    )
    .groupBy(usageDays.externalId);
  return new Map(
    sums.map((sum) => {
      const requests = Number(sum.requests);
      const metrics = {
        total_requests: requests,
        total_tokens: Number(sum.tokens),
        total_cost: Number(sum.cost),
        error_rate: requests === 0 ? 0 : Number(sum.errors) / requests,
      };
      return [sum.externalId, metrics];
    }),
  );
}

function utcDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}
