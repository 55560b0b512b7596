'use client';

import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useMemo, useState, type RefObject } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { ErrorNotice } from '@/components/errors/error-notice';
import type { DialogIdentity } from '@/components/identities/dialog-identity';
import { submitOnModifiedEnter } from '@/components/identities/form/form-keys';
import { useOnline } from '@/components/shell/use-online';
import { Button } from '@/components/ui/button';
import { budgetForm, formTexts, type BudgetFormTexts } from '@/lib/budget/budget-form';
import { valuesOfBudget, type BudgetValues } from '@/lib/budget/budget-values';
import type { Budget } from '@/lib/budget/schema';
import { identityHref } from '@/lib/identity/list-address';
import { BudgetConflict } from './budget-conflict';
import { BudgetFields } from './budget-fields';
import { useSaveBudget } from './use-save-budget';

/**
 * The form of a budget. What was typed stays through errors and conflicts.
 *
 * @param busyRef told while a change is on its way, so that the dialog stays
 * @param onExists told whether there is a budget, should that change under the form
 */
export function BudgetForm({
  identity,
  budget,
  busyRef,
  onExists,
  onClose,
}: {
  identity: DialogIdentity;
  budget: Budget | undefined;
  busyRef: RefObject<boolean>;
  onExists: (exists: boolean) => void;
  onClose: () => void;
}) {
  const online = useOnline();
  // What is stored as the operator knows it; newer after a conflict was decided.
  const [opened, setOpened] = useState<BudgetValues | undefined>(() => budget && valuesOfBudget(budget));
  const schema = useMemo(() => budgetForm(opened, Date.now), [opened]);
  const form = useForm<BudgetFormTexts, unknown, BudgetValues>({
    resolver: standardSchemaResolver(schema),
    defaultValues: formTexts(opened),
    mode: 'onTouched',
  });
  const save = useSaveBudget({ identity, opened, form, busyRef, onClose });

  const decide = (keep: 'mine' | 'stored') => {
    const stored = save.conflict?.current && valuesOfBudget(save.conflict.current);
    setOpened(stored);
    onExists(stored !== undefined);
    if (keep === 'stored') form.reset(formTexts(stored));
    save.settleConflict();
  };

  const reason = !online
    ? 'You are offline; saving waits until you are back.'
    : save.conflict !== undefined
      ? 'Choose above what to keep first.'
      : undefined;
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onKeyDown={submitOnModifiedEnter}
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog's events bubble through React to whatever it was opened from.
          event.stopPropagation();
          if (reason === undefined) void save.submit();
        }}
      >
        <div className="flex flex-col gap-4 px-5 pt-2 pb-4">
          {save.error !== undefined && (
            <ErrorNotice
              error={save.error}
              doing="change"
              storedHref={identityHref(identity._id)}
              className="mb-0"
            />
          )}
          {save.conflict !== undefined && (
            <BudgetConflict mine={save.conflict.mine} current={save.conflict.current} onDecide={decide} />
          )}
          <BudgetFields externalId={identity.external_id} />
        </div>
        <div className="sticky bottom-0 flex justify-end gap-2 border-t border-line bg-surface px-5 py-3">
          <Button disabledReason={save.pending ? 'The change is on its way.' : undefined} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={save.pending} disabledReason={reason}>
            {opened === undefined ? 'Set budget' : 'Save changes'}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}
