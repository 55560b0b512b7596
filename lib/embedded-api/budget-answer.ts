import 'server-only';
import { periodLabel } from '@/lib/budget/budget-period';
import type { AnsweredBudget, AnsweredConsumption, EmbeddedBudget } from './budget-answer-schemas';
import type { StoredBudget } from './budget-store';
import type { CountedUse } from './budget-use';

/** One budget for readers of both generations: every member in both cases (contract, Budgets). */
export function budgetMembers(budget: StoredBudget, usage?: CountedUse): AnsweredBudget {
  const { rate_limit: _rate, ...snake } = embeddedBudget(budget);
  const { requestsPerMinute, tokenLimit } = budget;
  return {
    ...snake,
    budgetId: snake.budget_id,
    scope: { identity: { ...snake.scope.identity, identityExternalId: budget.externalId } },
    limits: { ...snake.limits, ...(tokenLimit !== null && { tokenLimit }) },
    ...(requestsPerMinute !== null && bothRates(requestsPerMinute)),
    isActive: snake.is_active,
    ...(snake.expires_at !== undefined && { expiresAt: snake.expires_at }),
    createdAt: snake.created_at,
    updatedAt: snake.updated_at,
    alerts: snake.alerts.map((alert) => ({
      ...alert,
      thresholdPercent: alert.threshold_percent,
      notifierIds: alert.notifier_ids,
    })),
    ...(usage && { usage }),
  };
}

/** The budget inside an identity: snake case in every generation, and never with its use. */
export function embeddedBudget(budget: StoredBudget): EmbeddedBudget {
  const { amount, tokenLimit, requestsPerMinute, expiresAt } = budget;
  return {
    budget_id: budget.id,
    scope: { identity: { identity_external_id: budget.externalId } },
    limits: {
      period: budget.period,
      ...(amount !== null && { amount }),
      ...(tokenLimit !== null && { token_limit: tokenLimit }),
    },
    ...(requestsPerMinute !== null && { rate_limit: { requests_per_minute: requestsPerMinute } }),
    is_active: budget.isActive,
    ...(expiresAt !== null && { expires_at: expiresAt.toISOString() }),
    created_at: budget.created.toISOString(),
    updated_at: budget.updated.toISOString(),
    alerts: budget.alerts,
  };
}

/** What SDKs 4.11 and 4.12 ask for apart. The requests of the last minute are not counted here, hence left out. */
export function consumptionOf(budget: StoredBudget, usage: CountedUse, now: Date): AnsweredConsumption {
  return {
    budget_id: budget.id,
    period: budget.period,
    period_date: periodLabel(budget.period, now),
    cost: usage.amount,
    tokens: usage.tokens,
  };
}

function bothRates(requestsPerMinute: number) {
  const rate = { requests_per_minute: requestsPerMinute, requestsPerMinute };
  return { rate_limit: rate, rateLimit: rate };
}
