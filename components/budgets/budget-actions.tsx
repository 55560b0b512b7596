'use client';

import { useState } from 'react';
import { useWrite } from '@/components/actions/use-write';
import type { DialogIdentity } from '@/components/identities/dialog-identity';
import { usePermission } from '@/components/shell/operator';
import { Button } from '@/components/ui/button';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { Budget } from '@/lib/budget/schema';
import { toast } from '@/components/ui/toasts';

const loadForm = () => import('./budget-dialog');
const loadConfirm = () => import('./confirm-budget-dialog');

/** What can be done with the budget of this identity. Only admins see any of it; the forms are fetched when meant. */
export function BudgetActions({
  identity,
  budget,
}: {
  identity: DialogIdentity;
  budget: Budget | undefined;
}) {
  const form = useOnIntent(loadForm);
  const confirm = useOnIntent(loadConfirm);
  const { pending, write } = useWrite();
  const [open, setOpen] = useState<'form' | 'reset' | 'remove'>();
  const { may } = usePermission('budget.write');
  if (!may) return null;
  const close = () => setOpen(undefined);
  const opens = (which: NonNullable<typeof open>) => {
    const part = which === 'form' ? form : confirm;
    return {
      onPointerEnter: part.prepare,
      onFocus: part.prepare,
      onClick: () => {
        part.request();
        setOpen(which);
      },
    };
  };
  const pause = (active: boolean) =>
    write(
      async () => (await import('./pause-budget')).pauseBudget(identity._id, active),
      (outcome) => {
        if (!outcome.ok)
          void import('@/lib/errors/error-words').then(({ errorWords }) => {
            const { title, text } = errorWords(outcome.error, 'change');
            toast.error(`${title}. ${text}`);
          });
        return false;
      },
    );
  return (
    <>
      {budget === undefined ? (
        <Button size="sm" data-command="Set budget" {...opens('form')}>
          Set budget
        </Button>
      ) : (
        <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
          <Button size="sm" data-command="Edit budget" {...opens('form')}>
            Edit budget
          </Button>
          <Button
            size="sm"
            pending={pending}
            data-command={budget.is_active ? 'Pause budget' : 'Resume budget'}
            onClick={() => pause(!budget.is_active)}
          >
            {budget.is_active ? 'Pause budget' : 'Resume budget'}
          </Button>
          <Button size="sm" data-command="Reset use of the budget" {...opens('reset')}>
            Reset use
          </Button>
          <Button size="sm" data-command="Remove budget" className="text-danger" {...opens('remove')}>
            Remove budget
          </Button>
        </div>
      )}
      {open === 'form' && form.Part !== undefined && (
        <form.Part identity={identity} budget={budget} onClose={close} />
      )}
      {(open === 'reset' || open === 'remove') && budget !== undefined && confirm.Part !== undefined && (
        <confirm.Part identity={identity} budget={budget} change={open} onClose={close} />
      )}
    </>
  );
}
