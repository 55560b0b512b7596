import 'server-only';
import { eq, inArray } from 'drizzle-orm';
import { ulid } from 'ulid';
import { budgetAlertDimension, budgetPeriod, type BudgetAlert, type BudgetPeriod } from '@/lib/budget/schema';
import { budgets } from '@/lib/db/budget-tables';
import type { Orm } from '@/lib/db/database';
import { identities } from '@/lib/db/schema';
import * as z from 'zod/mini';
import type { BudgetFields } from './budget-bodies';
import { countingFrom } from './budget-use';

/** A budget as stored. */
export type StoredBudget = Omit<typeof budgets.$inferSelect, 'period' | 'amount' | 'alerts'> &
  Omit<BudgetFields, 'alerts'> & { period: BudgetPeriod; alerts: StoredAlert[] };

const storedAlerts = z.array(
  z.object({
    id: z.string(),
    threshold_percent: z.number(),
    notifier_ids: z.array(z.string()),
    dimension: budgetAlertDimension,
  }),
);
export type StoredAlert = z.infer<typeof storedAlerts>[number];

/** A row as the program holds it. */
export function storedBudget(row: typeof budgets.$inferSelect): StoredBudget {
  return {
    ...row,
    period: budgetPeriod.parse(row.period),
    amount: row.amount === null ? null : Number(row.amount),
    alerts: storedAlerts.parse(row.alerts),
  };
}

/**
 * Stores a new budget. `'no-identity'` when there is none by this external id, `'taken'` when it has a budget, also when
 * another create wins at the same moment.
 */
export async function createBudget(
  orm: Orm,
  { externalId, ...fields }: BudgetFields & { externalId: string },
  { id, created }: { id: string; created: Date },
): Promise<StoredBudget | 'no-identity' | 'taken'> {
  return orm.transaction(async (tx) => {
    // Locked, so that the identity cannot go, and its budget be left behind, between the two.
    const [identity] = await tx
      .select({ id: identities.id })
      .from(identities)
      .where(eq(identities.externalId, externalId))
      .for('key share');
    if (identity === undefined) return 'no-identity';
    const counting =
      fields.period === 'BUDGET_PERIOD_ONE_TIME' ? await countingFrom(tx, externalId, created) : {};
    const [row] = await tx
      .insert(budgets)
      .values({ id, externalId, ...columnValues(fields, []), ...counting, created, updated: created })
      .onConflictDoNothing({ target: budgets.externalId })
      .returning();
    return row === undefined ? 'taken' : storedBudget(row);
  });
}

/** One budget by its id. */
export async function readBudget(orm: Orm, id: string): Promise<StoredBudget | undefined> {
  const [row] = await orm.select().from(budgets).where(eq(budgets.id, id));
  return row && storedBudget(row);
}

/** The budgets of some identities, by external id, in one query. */
export async function readBudgetsOf(
  orm: Orm,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, StoredBudget>> {
  if (externalIds.length === 0) return new Map();
  const rows = await orm
    .select()
    .from(budgets)
    .where(inArray(budgets.externalId, [...externalIds]));
  return new Map(rows.map((row) => [row.externalId, storedBudget(row)]));
}

/**
 * Changes a budget. `updated` grows with every change, by at least a millisecond. One that becomes one-time counts from
 * now on, one that stops being so by its new period.
 *
 * @param check sees the budget as it would be; throws to refuse
 */
export async function updateBudget(
  orm: Orm,
  id: string,
  changes: Partial<BudgetFields>,
  check: (changed: BudgetFields) => void,
  now: Date,
): Promise<StoredBudget | undefined> {
  return orm.transaction(async (tx) => {
    const stored = await lockedBudget(tx, id);
    if (stored === undefined || Object.keys(changes).length === 0) return stored;
    const changed = { ...stored, ...changes };
    check(changed);
    const [row] = await tx
      .update(budgets)
      .set({
        ...columnValues(changed, stored.alerts),
        ...(await recounting(tx, stored, changed.period, now)),
        updated: new Date(Math.max(now.getTime(), stored.updated.getTime() + 1)),
      })
      .where(eq(budgets.id, id))
      .returning();
    return row && storedBudget(row);
  });
}

/** Counts the present period from now on. The budget itself stays as it is. */
export async function resetBudget(orm: Orm, id: string, now: Date): Promise<StoredBudget | undefined> {
  return orm.transaction(async (tx) => {
    const stored = await lockedBudget(tx, id);
    if (stored === undefined) return undefined;
    const [row] = await tx
      .update(budgets)
      .set(await countingFrom(tx, stored.externalId, now))
      .where(eq(budgets.id, id))
      .returning();
    return row && storedBudget(row);
  });
}

/** Deletes a budget. Says whether there was one. */
export async function deleteBudget(orm: Orm, id: string): Promise<boolean> {
  const gone = await orm.delete(budgets).where(eq(budgets.id, id)).returning({ id: budgets.id });
  return gone.length > 0;
}

/** Deletes the budget of an identity that goes, in the transaction of its deletion. */
export async function deleteBudgetOf(tx: Orm, externalId: string): Promise<void> {
  await tx.delete(budgets).where(eq(budgets.externalId, externalId));
}

async function lockedBudget(tx: Orm, id: string): Promise<StoredBudget | undefined> {
  const [row] = await tx.select().from(budgets).where(eq(budgets.id, id)).for('update');
  return row && storedBudget(row);
}

async function recounting(tx: Orm, stored: StoredBudget, period: BudgetPeriod, now: Date) {
  const was = stored.period === 'BUDGET_PERIOD_ONE_TIME';
  const is = period === 'BUDGET_PERIOD_ONE_TIME';
  if (was === is) return {};
  if (is) return countingFrom(tx, stored.externalId, now);
  return { countedFrom: null, uncountedAmount: '0', uncountedTokens: 0, uncountedRequests: 0 };
}

function columnValues(fields: BudgetFields, before: readonly StoredAlert[]) {
  return {
    period: fields.period,
    amount: fields.amount === null ? null : String(fields.amount),
    tokenLimit: fields.tokenLimit,
    requestsPerMinute: fields.requestsPerMinute,
    isActive: fields.isActive,
    expiresAt: fields.expiresAt,
    alerts: fields.alerts.map((alert) => storedAlert(alert, before)),
  };
}

/** An alert keeps its id for as long as its threshold and dimension stay. */
function storedAlert(
  { threshold_percent, notifier_ids, dimension = 'BUDGET_ALERT_DIMENSION_COST' }: BudgetAlert,
  before: readonly StoredAlert[],
): StoredAlert {
  const same = before.find(
    (alert) => alert.threshold_percent === threshold_percent && alert.dimension === dimension,
  );
  return { id: same?.id ?? ulid(), threshold_percent, notifier_ids, dimension };
}
