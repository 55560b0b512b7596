'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PERIOD_LABELS } from '@/lib/budget/budget-period';
import { instantWords } from '@/lib/budget/budget-use';
import {
  BUDGET_LABELS,
  changedBudgetFields,
  valuesOfBudget,
  type BudgetField,
  type BudgetValues,
} from '@/lib/budget/budget-values';
import type { Budget } from '@/lib/budget/schema';
import { formatCost, formatCount } from '@/lib/format/numbers';

/** What is stored now beside what was typed, and the choice between them. Neither wins by being overlooked. */
export function BudgetConflict({
  mine,
  current,
  onDecide,
}: {
  mine: BudgetValues;
  /** Missing: the budget was removed. */
  current: Budget | undefined;
  onDecide: (keep: 'mine' | 'stored') => void;
}) {
  const stored = current && valuesOfBudget(current);
  return (
    <Notice
      tone="warning"
      title={
        stored === undefined
          ? 'Someone else removed this budget meanwhile'
          : 'Someone else changed this budget meanwhile'
      }
      className="mb-0"
    >
      Nothing was saved. Choose what to keep, look it over, then save again.
      {stored !== undefined && (
        <table className="my-2 w-full text-left text-[0.8125rem]">
          <thead>
            <tr>
              <th className="py-0.5 pr-3 font-medium">Field</th>
              <th className="py-0.5 pr-3 font-medium">Stored now</th>
              <th className="py-0.5 font-medium">Yours</th>
            </tr>
          </thead>
          <tbody>
            {changedBudgetFields(stored, mine).map((field) => (
              <tr key={field} className="align-top">
                <th scope="row" className="py-0.5 pr-3 font-normal">
                  {BUDGET_LABELS[field]}
                </th>
                <td className="py-0.5 pr-3 tabular-nums">{valueWords(field, stored)}</td>
                <td className="py-0.5 tabular-nums">{valueWords(field, mine)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="flex flex-wrap gap-2 pt-1">
        <Button size="sm" onClick={() => onDecide('stored')}>
          {stored === undefined ? 'Start anew' : 'Keep what is stored'}
        </Button>
        <Button size="sm" onClick={() => onDecide('mine')}>
          Keep mine
        </Button>
      </div>
    </Notice>
  );
}

function valueWords(field: BudgetField, values: BudgetValues): string {
  switch (field) {
    case 'period':
      return PERIOD_LABELS[values.period];
    case 'amount':
      return values.amount === null ? 'none' : formatCost(values.amount);
    case 'token_limit':
    case 'requests_per_minute': {
      const value = values[field];
      return value === null ? 'none' : formatCount(value);
    }
    case 'is_active':
      return values.is_active ? 'yes' : 'paused';
    case 'expires_at':
      return values.expires_at === null ? 'never' : instantWords(Date.parse(values.expires_at), Date.now());
    case 'alerts':
      return values.alerts.length === 0
        ? 'none'
        : values.alerts
            .map(
              ({ threshold_percent, notifier_ids }) => `${threshold_percent}% to ${notifier_ids.join(', ')}`,
            )
            .join('; ');
  }
}
