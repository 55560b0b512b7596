import type { BudgetAlert, BudgetPeriod } from '@/lib/budget/schema';
import { periodAt } from '@/lib/budget/budget-period';
import { createdAt, identityId } from './identity-id';
import { dayText, type Calendar } from './calendar';
import type { DemoUsageDay } from './demo-identity';
import { STORY_IDS } from './stories';

/** A budget as it is stored. */
export type DemoBudget = {
  id: string;
  externalId: string;
  period: BudgetPeriod;
  amount: number | null;
  tokenLimit: number | null;
  requestsPerMinute: number | null;
  isActive: boolean;
  expiresAt: Date | null;
  alerts: (BudgetAlert & { id: string; dimension: 'BUDGET_ALERT_DIMENSION_COST' })[];
  created: Date;
};

/** A limit that is given, or the share of it that is used at the moment of seeding. */
type Limit = number | { used: number };

type BudgetPlan = {
  period?: BudgetPeriod;
  cost?: Limit;
  tokens?: Limit;
  requestsPerMinute?: number;
  paused?: true;
  expiredDaysAgo?: number;
  alertAt?: number;
};

/** One of each kind that an overview has to tell apart. */
const PLANS: Record<string, BudgetPlan> = {
  [STORY_IDS.kioskLisbon]: { cost: 50, alertAt: 90 },
  [STORY_IDS.northwind]: { cost: { used: 1.24 }, alertAt: 80 },
  [STORY_IDS.northwindProject]: { cost: { used: 0.88 }, requestsPerMinute: 120 },
  [STORY_IDS.nightlyEval]: { tokens: { used: 0.61 }, period: 'BUDGET_PERIOD_YEARLY' },
  [STORY_IDS.meiLin]: { cost: { used: 0.35 }, paused: true },
  [STORY_IDS.amal]: { cost: { used: 0.52 }, expiredDaysAgo: 4 },
  [STORY_IDS.ada]: { requestsPerMinute: 30 },
};

/** How old a budget of the demo is, in days. */
const AGE = 40.4;

/** The budget of an identity of the demo, if its story has one. `days` are all of its use. */
export function demoBudget(
  externalId: string,
  days: readonly DemoUsageDay[],
  seed: number,
  calendar: Calendar,
): DemoBudget | undefined {
  const plan = PLANS[externalId];
  if (plan === undefined) return undefined;
  const { now } = calendar;
  const period = plan.period ?? 'BUDGET_PERIOD_MONTHLY';
  const start = (periodAt(period, now)?.start ?? new Date(0)).toISOString().slice(0, 10);
  const present = days.filter(({ day }) => day >= start && day <= dayText(calendar, 0));
  const about = { externalId: `budget of ${externalId}`, created: { ageDays: AGE } };
  return {
    id: identityId(seed, about),
    externalId,
    period,
    amount: limitOf(
      plan.cost,
      present.reduce((sum, { cost }) => sum + Number(cost), 0),
    ),
    tokenLimit: limitOf(
      plan.tokens,
      present.reduce((sum, { tokens }) => sum + tokens, 0),
    ),
    requestsPerMinute: plan.requestsPerMinute ?? null,
    isActive: plan.paused !== true,
    expiresAt:
      plan.expiredDaysAgo === undefined ? null : new Date(now.getTime() - plan.expiredDaysAgo * 86_400_000),
    alerts:
      plan.alertAt === undefined
        ? []
        : [
            {
              id: `alert-${externalId}`,
              threshold_percent: plan.alertAt,
              notifier_ids: ['notifier_finance'],
              dimension: 'BUDGET_ALERT_DIMENSION_COST',
            },
          ],
    created: new Date(createdAt(about, now)),
  };
}

function limitOf(limit: Limit | undefined, used: number): number | null {
  if (limit === undefined) return null;
  return typeof limit === 'number' ? limit : Math.max(1, Math.round(used / limit.used));
}
