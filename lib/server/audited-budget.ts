import 'server-only';
import type { FieldChanges } from '@/lib/audit/actions';
import { PERIOD_LABELS } from '@/lib/budget/budget-period';
import { BUDGET_FIELDS, type BudgetField, type BudgetValues } from '@/lib/budget/budget-values';

/** What the audit log keeps of a budget: each field before and after, as people read it. */
export function budgetChanges(
  from: BudgetValues | undefined,
  to: BudgetValues | undefined,
  fields: readonly BudgetField[] = BUDGET_FIELDS,
): FieldChanges {
  return Object.fromEntries(
    fields
      .map((field) => {
        const before = from && told(field, from);
        const after = to && told(field, to);
        return [
          field,
          { ...(before !== undefined && { from: before }), ...(after !== undefined && { to: after }) },
        ] as const;
      })
      .filter(([, change]) => Object.keys(change).length > 0),
  );
}

/** Undefined where nothing is set. */
function told(field: BudgetField, values: BudgetValues): string | number | boolean | undefined {
  switch (field) {
    case 'period':
      return PERIOD_LABELS[values.period];
    case 'alerts':
      return values.alerts.length === 0
        ? undefined
        : values.alerts
            .map(
              ({ threshold_percent, notifier_ids, dimension }) =>
                `${threshold_percent}% of ${dimension === 'BUDGET_ALERT_DIMENSION_TOKENS' ? 'tokens' : 'cost'}: ${notifier_ids.join(', ')}`,
            )
            .join('; ');
    default:
      return values[field] ?? undefined;
  }
}
