'use client';

import { X } from 'lucide-react';
import { useFieldArray, useFormContext, useFormState } from 'react-hook-form';
import { Button, IconButton } from '@/components/ui/button';
import type { BudgetFormTexts } from '@/lib/budget/budget-form';
import { BUDGET_ALERTS_MAX } from '@/lib/budget/schema';

/** Alerts at a share of a limit: to whom is told by ids of notifiers, which this API does not list. */
export function AlertFields() {
  const { register } = useFormContext<BudgetFormTexts>();
  const { errors } = useFormState<BudgetFormTexts>({ name: 'alerts' });
  const { fields, append, remove } = useFieldArray<BudgetFormTexts, 'alerts'>({ name: 'alerts' });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">Alerts</legend>
      {fields.map((field, at) => {
        const broken = errors.alerts?.[at];
        const message = broken?.threshold_percent?.message ?? broken?.notifier_ids?.message;
        const number = at + 1;
        return (
          <div key={field.id} className="flex flex-col gap-1">
            <div className="flex flex-wrap items-center gap-2 text-[0.8125rem] sm:flex-nowrap">
              At
              <input
                aria-label={`Threshold of alert ${number}, percent`}
                aria-invalid={broken?.threshold_percent !== undefined || undefined}
                aria-describedby={message === undefined ? undefined : `${field.id}-error`}
                inputMode="numeric"
                autoComplete="off"
                className="input h-9 w-16 text-right tabular-nums"
                {...register(`alerts.${at}.threshold_percent`)}
              />
              % of
              <select
                aria-label={`What alert ${number} watches`}
                className="select h-9"
                {...register(`alerts.${at}.dimension`)}
              >
                <option value="BUDGET_ALERT_DIMENSION_COST">cost</option>
                <option value="BUDGET_ALERT_DIMENSION_TOKENS">tokens</option>
              </select>
              <input
                aria-label={`Notifier IDs of alert ${number}`}
                aria-invalid={broken?.notifier_ids !== undefined || undefined}
                aria-describedby={message === undefined ? undefined : `${field.id}-error`}
                placeholder="Notifier IDs"
                autoComplete="off"
                spellCheck={false}
                className="input h-9 min-w-0 flex-1 font-mono"
                {...register(`alerts.${at}.notifier_ids`)}
              />
              <IconButton label={`Remove alert ${number}`} onClick={() => remove(at)}>
                <X aria-hidden="true" className="size-4" />
              </IconButton>
            </div>
            {message !== undefined && (
              <p id={`${field.id}-error`} className="text-[0.8125rem] text-danger">
                {message}
              </p>
            )}
          </div>
        );
      })}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          size="sm"
          disabledReason={
            fields.length >= BUDGET_ALERTS_MAX
              ? `A budget has at most ${BUDGET_ALERTS_MAX} alerts.`
              : undefined
          }
          onClick={() => {
            append(
              { threshold_percent: '80', notifier_ids: '', dimension: 'BUDGET_ALERT_DIMENSION_COST' },
              { focusName: `alerts.${fields.length}.notifier_ids` },
            );
          }}
        >
          Add alert
        </Button>
        <span className="text-[0.8125rem] text-muted">
          Notifiers are made in orq.ai, which shows their IDs.
        </span>
      </div>
    </fieldset>
  );
}
