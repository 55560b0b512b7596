import * as z from 'zod/mini';
import {
  budgetAlert,
  budgetAlerts,
  budgetAmount,
  budgetExpiry,
  budgetPeriod,
  budgetRate,
  budgetTokens,
  type Budget,
  type CreateBudgetBody,
  type UpdateBudgetBody,
} from './schema';

/** What an operator can set of a budget: every member, `null` where there is none. */
export const budgetValues = z.strictObject({
  period: budgetPeriod,
  amount: z.nullable(budgetAmount),
  token_limit: z.nullable(budgetTokens),
  requests_per_minute: z.nullable(budgetRate),
  is_active: z.boolean(),
  expires_at: z.nullable(budgetExpiry),
  alerts: budgetAlerts,
});
export type BudgetValues = z.infer<typeof budgetValues>;
export type BudgetField = keyof BudgetValues;

export const NO_LIMIT = 'Set at least one limit: an amount, tokens, or requests per minute.';

/** Values that a budget can be set to: at least one limit. */
export const settableBudget = budgetValues.check(
  z.refine((values) => hasLimit(values), { error: NO_LIMIT, path: ['amount'] }),
);

/** Values as they were stored, by whomever: no rule of a form is applied to what was not typed in one. */
export const storedBudgetValues = z.strictObject({
  period: budgetPeriod,
  amount: z.nullable(z.number()),
  token_limit: z.nullable(z.number()),
  requests_per_minute: z.nullable(z.number()),
  is_active: z.boolean(),
  expires_at: z.nullable(z.string()),
  alerts: z.array(
    z.strictObject({
      threshold_percent: z.number(),
      notifier_ids: z.array(z.string()),
      dimension: budgetAlert.shape.dimension,
    }),
  ),
});

/** In the order forms show them. */
export const BUDGET_FIELDS: readonly BudgetField[] = [
  'period',
  'amount',
  'token_limit',
  'requests_per_minute',
  'alerts',
  'expires_at',
  'is_active',
];

/** How operators read a field's name. */
export const BUDGET_LABELS: Record<BudgetField, string> = {
  period: 'Period',
  amount: 'Cost limit',
  token_limit: 'Token limit',
  requests_per_minute: 'Requests per minute',
  alerts: 'Alerts',
  expires_at: 'Expires',
  is_active: 'Active',
};

/** The values that a stored budget has. A period that is not known reads as monthly, the most common one. */
export function valuesOfBudget(budget: Budget): BudgetValues {
  return {
    period: budget.period ?? 'BUDGET_PERIOD_MONTHLY',
    amount: budget.amount ?? null,
    token_limit: budget.token_limit ?? null,
    requests_per_minute: budget.requests_per_minute ?? null,
    is_active: budget.is_active,
    expires_at: budget.expires_at ?? null,
    alerts: budget.alerts.map(({ threshold_percent, notifier_ids, tokens }) => ({
      threshold_percent,
      notifier_ids,
      ...(tokens && { dimension: 'BUDGET_ALERT_DIMENSION_TOKENS' as const }),
    })),
  };
}

/** Whether a field says the same in both: instants by time, alerts in order. */
export function sameBudgetField(field: BudgetField, one: BudgetValues, other: BudgetValues): boolean {
  if (field === 'alerts') return JSON.stringify(alertKeys(one)) === JSON.stringify(alertKeys(other));
  if (field === 'expires_at') return timeOf(one.expires_at) === timeOf(other.expires_at);
  return one[field] === other[field];
}

/** The fields that differ. */
export function changedBudgetFields(one: BudgetValues, other: BudgetValues): BudgetField[] {
  return BUDGET_FIELDS.filter((field) => !sameBudgetField(field, one, other));
}

/** Whether any limit is set, without which a budget cannot be. */
export function hasLimit({
  amount,
  token_limit,
  requests_per_minute,
}: Pick<BudgetValues, 'amount' | 'token_limit' | 'requests_per_minute'>): boolean {
  return amount !== null || token_limit !== null || requests_per_minute !== null;
}

/** The body that creates a budget for an identity. */
export function createBudgetRequest(externalId: string, values: BudgetValues): CreateBudgetBody {
  return {
    scope: { identity: { identity_external_id: externalId } },
    limits: limitsOf(values),
    ...(values.requests_per_minute !== null && {
      rate_limit: { requests_per_minute: values.requests_per_minute },
    }),
    is_active: values.is_active,
    ...(values.expires_at !== null && { expires_at: values.expires_at }),
    ...(values.alerts.length > 0 && { alerts: values.alerts }),
  };
}

/**
 * The body that turns stored values into wanted ones: only what differs, but limits always as a whole, as no source
 * says whether a host merges them (contract, Fields).
 */
export function updateBudgetRequest(stored: BudgetValues, wanted: BudgetValues): UpdateBudgetBody {
  const changed = (field: BudgetField) => !sameBudgetField(field, stored, wanted);
  return {
    ...((changed('period') || changed('amount') || changed('token_limit')) && { limits: limitsOf(wanted) }),
    ...(changed('requests_per_minute') && {
      rate_limit:
        wanted.requests_per_minute === null ? {} : { requests_per_minute: wanted.requests_per_minute },
    }),
    ...(changed('is_active') && { is_active: wanted.is_active }),
    ...(changed('expires_at') &&
      (wanted.expires_at === null ? { clear_expires_at: true } : { expires_at: wanted.expires_at })),
    ...(changed('alerts') &&
      (wanted.alerts.length === 0 ? { clear_alerts: true } : { alerts: wanted.alerts })),
  };
}

function limitsOf({ period, amount, token_limit }: BudgetValues) {
  return { period, ...(amount !== null && { amount }), ...(token_limit !== null && { token_limit }) };
}

function alertKeys({ alerts }: BudgetValues) {
  return alerts.map(({ threshold_percent, notifier_ids, dimension }) => [
    threshold_percent,
    notifier_ids,
    dimension === 'BUDGET_ALERT_DIMENSION_TOKENS',
  ]);
}

function timeOf(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}
