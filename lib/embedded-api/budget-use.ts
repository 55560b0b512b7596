import 'server-only';
import { sql } from 'drizzle-orm';
import { periodAt } from '@/lib/budget/budget-period';
import type { Orm } from '@/lib/db/database';
import { usageDays } from '@/lib/db/schema';
import type { StoredBudget } from './budget-store';

/** What a budget has counted in its present period. US dollars; zeros included. */
export type CountedUse = { amount: number; tokens: number; requests: number };

type Counting = Pick<
  StoredBudget,
  'id' | 'externalId' | 'period' | 'countedFrom' | 'uncountedAmount' | 'uncountedTokens' | 'uncountedRequests'
>;

/**
 * The use of each budget in its present period, in one query however many there are: the sums of its days (UTC), less
 * what a reset set aside.
 */
export async function readBudgetUse(
  orm: Orm,
  budgets: readonly Counting[],
  now: Date,
): Promise<ReadonlyMap<string, CountedUse>> {
  if (budgets.length === 0) return new Map();
  const asked = budgets.map((budget) => {
    const start = periodAt(budget.period, now)?.start;
    const reset = budget.countedFrom !== null && (start === undefined || budget.countedFrom >= start);
    return {
      id: budget.id,
      external_id: budget.externalId,
      first: utcDay((reset ? budget.countedFrom : start) ?? new Date(0)),
      less_amount: reset ? budget.uncountedAmount : '0',
      less_tokens: reset ? budget.uncountedTokens : 0,
      less_requests: reset ? budget.uncountedRequests : 0,
    };
  });
  const rows = await orm
    .select({
      id: sql<string>`asked.id`,
      amount: sql<string>`greatest(0, coalesce(sum(${usageDays.cost}), 0) - asked.less_amount)::text`,
      tokens: sql<string>`greatest(0, coalesce(sum(${usageDays.tokens}), 0) - asked.less_tokens)::text`,
      requests: sql<string>`greatest(0, coalesce(sum(${usageDays.requests}), 0) - asked.less_requests)::text`,
    })
    .from(
      sql`json_to_recordset(${JSON.stringify(asked)}::text::json) as asked(id text, external_id text, first date,
        less_amount numeric, less_tokens bigint, less_requests bigint)`,
    )
    .leftJoin(
      usageDays,
      sql`${usageDays.externalId} = asked.external_id and ${usageDays.day} between asked.first and ${utcDay(now)}::date`,
    )
    .groupBy(sql`asked.id, asked.less_amount, asked.less_tokens, asked.less_requests`);
  return new Map(
    rows.map(({ id, amount, tokens, requests }) => [
      id,
      { amount: Number(amount), tokens: Number(tokens), requests: Number(requests) },
    ]),
  );
}

/** What is set aside when counting begins at this moment: the use that the day has had until now. */
export async function countingFrom(orm: Orm, externalId: string, now: Date) {
  const [day] = await orm
    .select({ cost: usageDays.cost, tokens: usageDays.tokens, requests: usageDays.requests })
    .from(usageDays)
    .where(sql`${usageDays.externalId} = ${externalId} and ${usageDays.day} = ${utcDay(now)}::date`);
  return {
    countedFrom: now,
    uncountedAmount: day?.cost ?? '0',
    uncountedTokens: day?.tokens ?? 0,
    uncountedRequests: day?.requests ?? 0,
  };
}

function utcDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}
