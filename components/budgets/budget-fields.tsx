'use client';

import { useId, type ComponentProps } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import type { BudgetFormTexts } from '@/lib/budget/budget-form';
import { PERIOD_LABELS } from '@/lib/budget/budget-period';
import { BUDGET_PERIODS } from '@/lib/budget/schema';
import { AlertFields } from './alert-fields';
import { WhatIfReplay } from './what-if-replay';

/** The fields of a budget, and what it would have stopped. */
export function BudgetFields({ externalId }: { externalId: string }) {
  const id = useId();
  const { register } = useFormContext<BudgetFormTexts>();
  return (
    <>
      <Field id={`${id}-period`} label="Period" hint="Calendar periods in UTC; weeks begin on Monday.">
        {(parts) => (
          <select {...parts} {...register('period')} className="select h-9">
            {BUDGET_PERIODS.map((period) => (
              <option key={period} value={period}>
                {PERIOD_LABELS[period]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextBox name="amount" label="Cost limit, USD" inputMode="decimal" placeholder="No limit" />
      <WhatIfReplay externalId={externalId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextBox name="token_limit" label="Token limit" inputMode="numeric" placeholder="No limit" />
        <TextBox
          name="requests_per_minute"
          label="Requests per minute"
          inputMode="numeric"
          placeholder="No limit"
        />
      </div>
      <TextBox
        name="expires_at"
        label="Expires (UTC)"
        type="datetime-local"
        hint="From then on it limits nothing. Leave it empty for a budget that stays."
      />
      <AlertFields />
    </>
  );
}

/** A box of the form, with its rule as its description once that is broken. */
export function TextBox({
  name,
  label,
  hint,
  ...input
}: {
  name: 'amount' | 'token_limit' | 'requests_per_minute' | 'expires_at';
  label: string;
  hint?: string;
} & Pick<ComponentProps<'input'>, 'type' | 'inputMode' | 'placeholder'>) {
  const id = useId();
  const { register } = useFormContext<BudgetFormTexts>();
  const { errors } = useFormState<BudgetFormTexts>({ name });
  const error = errors[name]?.message;
  return (
    <Field id={id} label={label} error={error} {...(error === undefined && hint !== undefined && { hint })}>
      {(parts) => (
        <input
          autoComplete="off"
          {...input}
          {...parts}
          {...register(name)}
          className="input h-9 w-full tabular-nums"
        />
      )}
    </Field>
  );
}
