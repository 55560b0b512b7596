import { answeredAction } from '@/components/actions/answered-action';
import { toast } from '@/components/ui/toasts';
import { saveBudget } from '@/lib/actions/budgets';
import type { BudgetResult } from '@/lib/budget/budget-result';
import type { Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';

/** Pauses a budget, or lets it limit again, and offers to take that back. Says everything but errors itself. */
export async function pauseBudget(id: string, active: boolean): Promise<Outcome<BudgetResult>> {
  const outcome = await saveBudget({ id, opened: { is_active: !active }, values: { is_active: active } });
  if (!outcome.ok) return outcome;
  if (outcome.value.status === 'changed-meanwhile')
    toast.error(
      outcome.value.current === undefined
        ? 'The budget was removed meanwhile. Nothing was changed.'
        : 'Somebody else changed this budget meanwhile. Nothing was changed; look at it and try again.',
    );
  else
    toast.success(active ? 'Budget resumed' : 'Budget paused', {
      action: { label: 'Undo', run: () => void undo(id, !active) },
    });
  return outcome;
}

/** A new change with the same checks, not a rollback. */
async function undo(id: string, active: boolean): Promise<void> {
  const outcome = await answeredAction(() => pauseBudget(id, active));
  if (outcome.ok) return;
  const { title, text } = errorWords(outcome.error, 'change');
  toast.error(`Not taken back. ${title}. ${text}`);
}
