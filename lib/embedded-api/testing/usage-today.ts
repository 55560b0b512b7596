import 'server-only';
import type { Orm } from '@/lib/db/database';
import { usageDays } from '@/lib/db/schema';

/** Records four requests of today, one of them failed, of 1,000 tokens and a quarter of a dollar. */
export async function recordUsageToday(orm: Orm, externalId: string): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  await orm.insert(usageDays).values({ externalId, day, requests: 4, errors: 1, tokens: 1000, cost: '0.25' });
}

/** What the official SDKs make of it. */
export const USAGE_TODAY = { totalRequests: 4, totalTokens: 1000, totalCost: 0.25, errorRate: 0.25 };
export const NO_USAGE_YET = { totalRequests: 0, totalTokens: 0, totalCost: 0, errorRate: 0 };
