'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type RefObject } from 'react';
import { ConfirmFrame } from '@/components/actions/confirm-frame';
import { useWrite } from '@/components/actions/use-write';
import type { DialogIdentity } from '@/components/identities/dialog-identity';
import { useOnline } from '@/components/shell/use-online';
import { toast } from '@/components/ui/toasts';
import { removeBudget, resetBudget } from '@/lib/actions/budgets';
import { budgetUse, limitsInWords, limitWords } from '@/lib/budget/budget-use';
import type { Budget } from '@/lib/budget/schema';
import type { AppError } from '@/lib/errors/app-error';
import { identityName } from '@/lib/identity/identity-name';
import { identityHref } from '@/lib/identity/list-address';
import { identityKeys } from '@/lib/queries/identities';

/** Resets the use of a budget or removes it, once it has been said what is lost. */
export default function ConfirmBudgetDialog({
  identity,
  budget,
  change,
  opener,
  onClose,
}: {
  identity: DialogIdentity;
  budget: Budget;
  change: 'reset' | 'remove';
  /** Takes the focus when the dialog closes. */
  opener?: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const online = useOnline();
  const { pending, write } = useWrite();
  const [error, setError] = useState<AppError>();
  const words = change === 'reset' ? resetting(budget) : removing(budget);
  const run = () => {
    setError(undefined);
    write(
      async () =>
        (change === 'reset' ? resetBudget : removeBudget)({ id: identity._id, budget: budget.budget_id }),
      (outcome) => {
        if (!outcome.ok) {
          setError(outcome.error);
          return false;
        }
        void client.invalidateQueries({ queryKey: identityKeys.lists });
        if (outcome.value.status === 'done') toast.success(words.done);
        else
          toast.error(
            'Somebody else changed this budget meanwhile. Nothing was done; look at it and try again.',
          );
        onClose();
        return true;
      },
    );
  };
  return (
    <ConfirmFrame
      title={
        <span className="line-clamp-3 wrap-anywhere">
          {words.title} <bdi>{identityName(identity)}</bdi>?
        </span>
      }
      stakes={words.stakes}
      error={error}
      storedHref={identityHref(identity._id)}
      pending={pending}
      onTheWay="The change is on its way."
      button={words.button}
      reason={online ? undefined : 'You are offline; this waits until you are back.'}
      opener={opener}
      onConfirm={run}
      onClose={onClose}
    />
  );
}

type Words = { title: string; stakes: ReactNode; button: string; done: string };

function resetting(budget: Budget): Words {
  const counted = budgetUse(budget, new Date()).limits.map(limitWords).join('; ');
  return {
    title: 'Reset the use of the budget of',
    stakes: (
      <ul className="list-disc space-y-1 pl-5">
        <li>
          The count of the present period is lost and begins at zero
          {counted !== '' && `. It is at: ${counted}`}.
        </li>
        <li>Requests that the budget refuses now are let through again, up to its limits.</li>
        <li>The figures of use, cost and tokens stay as they are.</li>
      </ul>
    ),
    button: 'Reset use',
    done: 'Budget reset',
  };
}

function removing(budget: Budget): Words {
  return {
    title: 'Remove the budget of',
    stakes: (
      <ul className="list-disc space-y-1 pl-5">
        <li>These limits are deleted for good, with their alerts: {limitsInWords(budget).join(', ')}.</li>
        <li>From then on nothing limits what this identity uses.</li>
        <li>The identity and its figures of use stay.</li>
      </ul>
    ),
    button: 'Remove budget',
    done: 'Budget removed',
  };
}
