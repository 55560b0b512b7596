import 'server-only';
import type { Orm } from '@/lib/db/database';
import { addUsage, quarterOf } from '../add-usage';

/** Records four requests of today, one of them failed, of 1,000 tokens and a quarter of a dollar. */
export async function recordUsageToday(orm: Orm, externalId: string): Promise<void> {
  const quarter = quarterOf(new Date());
  await orm.transaction((transaction) =>
    addUsage(transaction, { externalId, quarter, requests: 4, errors: 1, tokens: 1000, cost: '0.25' }),
  );
}

/** What the official SDKs make of it. */
export const USAGE_TODAY = { totalRequests: 4, totalTokens: 1000, totalCost: 0.25, errorRate: 0.25 };
export const NO_USAGE_YET = { totalRequests: 0, totalTokens: 0, totalCost: 0, errorRate: 0 };
