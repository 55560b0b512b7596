import 'server-only';
import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { budgets } from '@/lib/db/budget-tables';
import type { Orm } from '@/lib/db/database';
import { identities } from '@/lib/db/schema';
import type { BudgetListParameters } from './budget-parameters';
import { storedBudget, type StoredBudget } from './budget-store';
import { searchFilter } from './list-pages';

/**
 * One page in list order; `hasMore` speaks about the direction that was asked for. `undefined` when there is no budget
 * by the cursor's id.
 */
export async function readBudgetPage(
  orm: Orm,
  parameters: BudgetListParameters,
): Promise<{ rows: StoredBudget[]; hasMore: boolean } | undefined> {
  const { limit, cursor, order } = parameters;
  const side = cursor?.side ?? 'after';
  const { key, upwards } = ORDERS[order];
  const [place] = cursor
    ? await orm
        .select({ key: sql<string>`(${key})::text` })
        .from(budgets)
        .where(eq(budgets.id, cursor.id))
    : [];
  if (cursor !== undefined && place === undefined) return undefined;
  if (!parameters.identities) return { rows: [], hasMore: false };
  // Ids go down in every order, so that those of the same instant stand newest first.
  const forward = side === 'after';
  const byKey = upwards === forward ? asc(key) : desc(key);
  const beyond =
    cursor && place && outside(key, upwards === forward, place.key, forward ? sql`<` : sql`>`, cursor.id);
  const rows = await orm
    .select()
    .from(budgets)
    .where(and(beyond, filters(parameters)))
    .orderBy(byKey, forward ? desc(budgets.id) : asc(budgets.id))
    .limit(limit + 1); // One more than shown says whether more follow.
  const shown = rows.slice(0, limit).map(storedBudget);
  return { rows: forward ? shown : shown.reverse(), hasMore: rows.length > limit };
}

const ORDERS: Record<BudgetListParameters['order'], { key: SQL; upwards: boolean }> = {
  BUDGET_SORT_FIELD_UPDATED_AT: { key: sql`${budgets.updated}`, upwards: false },
  BUDGET_SORT_FIELD_CREATED_AT: { key: sql`${budgets.created}`, upwards: false },
  // Few budgets expire, so that this order can do without an index of its own expression.
  BUDGET_SORT_FIELD_EXPIRES_AT: { key: sql`coalesce(${budgets.expiresAt}, 'infinity')`, upwards: true },
};

function outside(key: SQL, upwards: boolean, place: string, idSign: SQL, id: string): SQL {
  return sql`(${key} ${upwards ? sql`>` : sql`<`} ${place}::timestamptz
    or (${key} = ${place}::timestamptz and ${budgets.id} ${idSign} ${id}))`;
}

function filters({ targets, isActive, periods, query }: BudgetListParameters): SQL | undefined {
  return and(
    targets.length > 0 ? inArray(budgets.externalId, targets) : undefined,
    isActive === undefined ? undefined : eq(budgets.isActive, isActive),
    periods.length > 0 ? inArray(budgets.period, periods) : undefined,
    query === undefined
      ? undefined
      : or(
          eq(budgets.id, query),
          sql`${budgets.externalId} in (select ${identities.externalId} from ${identities} where ${searchFilter(query)})`,
        ),
  );
}
