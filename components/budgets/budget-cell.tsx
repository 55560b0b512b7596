'use client';

import { NotReported } from '@/components/identities/figures';
import { useNow } from '@/components/time/time-zone';
import { budgetUse, limitsInWords, STATE_WORDS } from '@/lib/budget/budget-use';
import type { Budget } from '@/lib/budget/schema';
import { BudgetMeter } from './budget-meter';

/** A budget in a row: its fullest limit as a meter with words; what is set where the host does not say what is used. */
export default function BudgetCell({ budget }: { budget: Budget | undefined }) {
  const now = useNow();
  if (budget === undefined) return <NotReported spoken="no budget" />;
  const { limits, state } = budgetUse(budget, new Date(now));
  const [fullest] = [...limits].sort((one, other) => (other.share ?? 0) - (one.share ?? 0));
  if (state === 'paused' || state === 'expired')
    return (
      <span className="text-muted">
        {STATE_WORDS[state]}: {limitsInWords(budget).join(', ')}
      </span>
    );
  if (fullest?.share === undefined) return <span>{limitsInWords(budget).join(', ')}</span>;
  return <BudgetMeter limit={fullest} state={state} compact />;
}
