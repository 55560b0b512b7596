'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { typedNumber, type BudgetFormTexts } from '@/lib/budget/budget-form';
import { budgetPeriod } from '@/lib/budget/schema';
import type { UsedDays } from '@/lib/budget/used-days';
import { whatIf, whatIfWords } from '@/lib/budget/what-if';
import { formatCost } from '@/lib/format/numbers';
import { formatDay } from '@/lib/format/times';
import { queryError } from '@/lib/queries/outcome-json';
import { usedDaysOptions } from '@/lib/queries/budgets';
import { amountAt, placeOf, sliderRange } from './amount-slider';

const SPANS = [30, 90] as const;

/** Replays what was used against the limits as they are typed: a slider beside the amount, and the answer below it. */
export function WhatIfReplay({ externalId }: { externalId: string }) {
  const { data, error } = useQuery(usedDaysOptions(externalId));
  if (error !== null)
    return (
      <Quiet>What was used cannot be read, so nothing can be replayed. {queryError(error).message}</Quiet>
    );
  if (data === undefined) return <div aria-hidden="true" className="skeleton-late skeleton h-20" />;
  if (data.state === 'unavailable') return <Quiet>Nothing can be replayed. {data.reason}</Quiet>;
  return <Replay read={data} />;
}

function Replay({ read }: { read: Extract<UsedDays, { state: 'read' }> }) {
  const id = useId();
  const { setValue, formState } = useFormContext<BudgetFormTexts>();
  const [period, amountText, tokensText] = useWatch<BudgetFormTexts, ['period', 'amount', 'token_limit']>({
    name: ['period', 'amount', 'token_limit'],
  });
  const [span, setSpan] = useState<(typeof SPANS)[number]>(30);
  const amount = limitOf(amountText);
  const today = Date.parse(`${read.today}T00:00:00Z`);
  const from = new Date(today - (span - 1) * 86_400_000).toISOString().slice(0, 10);
  const range = sliderRange(read.days);
  const each = budgetPeriod.safeParse(period);
  const limits = { amount, token_limit: limitOf(tokensText) };
  const answer =
    !each.success || (limits.amount === null && limits.token_limit === null)
      ? 'Move the slider, or type a limit, to see what it would have stopped.'
      : whatIfWords(whatIf(read.days, { period: each.data, ...limits }, from), (date) =>
          formatDay(Date.parse(`${date}T00:00:00Z`), today, 'UTC'),
        );
  return (
    <div className="-mt-2 flex flex-col gap-2 rounded-md bg-raised px-3 py-2.5">
      <input
        type="range"
        aria-label="Cost limit by slider"
        aria-valuetext={amount === null ? 'no limit' : formatCost(amount)}
        aria-describedby={`${id}-answer`}
        min={0}
        max={1000}
        step={5}
        className="h-6 w-full cursor-pointer accent-accent"
        value={amount === null ? 1000 : placeOf(amount, range)}
        onChange={(event) =>
          setValue('amount', String(amountAt(Number(event.target.value), range)), {
            shouldDirty: true,
            shouldValidate: formState.isSubmitted,
          })
        }
      />
      <output id={`${id}-answer`} className="block min-h-10 tabular-nums">
        {answer}
      </output>
      <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
        <label className="flex items-center gap-2">
          Replayed over
          <select
            className="select h-7 text-xs"
            value={span}
            onChange={(event) =>
              setSpan(SPANS.find((days) => String(days) === event.target.value) ?? SPANS[0])
            }
          >
            {SPANS.map((days) => (
              <option key={days} value={days}>
                the last {days} days
              </option>
            ))}
          </select>
        </label>
        <span>By whole days (UTC), hence a range. Requests per minute cannot be replayed.</span>
      </div>
    </div>
  );
}

/** The limit that a box holds; none while it is empty or no number yet. */
function limitOf(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : typedNumber(text);
  return Number.isNaN(value) ? null : value;
}

function Quiet({ children }: { children: React.ReactNode }) {
  return <p className="-mt-2 text-[0.8125rem] text-muted">{children}</p>;
}
