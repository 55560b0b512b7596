'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type RefObject } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useWrite } from '@/components/actions/use-write';
import type { DialogIdentity } from '@/components/identities/dialog-identity';
import { toast } from '@/components/ui/toasts';
import { saveBudget } from '@/lib/actions/budgets';
import type { BudgetFormTexts } from '@/lib/budget/budget-form';
import { BUDGET_FIELDS, changedBudgetFields, type BudgetValues } from '@/lib/budget/budget-values';
import type { Budget } from '@/lib/budget/schema';
import type { AppError } from '@/lib/errors/app-error';
import { identityKeys } from '@/lib/queries/identities';

/** A budget that is not what the form was opened with; `current` is missing when it was removed. */
export type Meanwhile = { mine: BudgetValues; current: Budget | undefined };

/** Saves the form of a budget: an error or somebody else's change leaves it open with all that was typed. */
export function useSaveBudget({
  identity,
  opened,
  form,
  busyRef,
  onClose,
}: {
  identity: DialogIdentity;
  opened: BudgetValues | undefined;
  form: UseFormReturn<BudgetFormTexts, unknown, BudgetValues>;
  busyRef: RefObject<boolean>;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { pending, write } = useWrite();
  const [error, setError] = useState<AppError>();
  const [conflict, setConflict] = useState<Meanwhile>();
  useEffect(() => {
    busyRef.current = pending;
  }, [busyRef, pending]);

  const refuse = (refusal: AppError) => {
    const fields = refusal.kind === 'invalid' ? refusal.fields : {};
    const known = BUDGET_FIELDS.filter((field) => field in fields);
    for (const field of known) form.setError(field, { message: fields[field]?.join(' ') ?? '' });
    const [first] = known;
    if (first !== undefined) form.setFocus(first);
    setError(known.length > 0 && known.length === Object.keys(fields).length ? undefined : refusal);
    return false;
  };

  const submit = form.handleSubmit((values) => {
    setError(undefined);
    if (opened !== undefined && changedBudgetFields(opened, values).length === 0) return onClose();
    write(
      () => saveBudget({ id: identity._id, opened: opened ?? null, values }),
      (outcome) => {
        if (!outcome.ok) return refuse(outcome.error);
        if (outcome.value.status === 'changed-meanwhile') {
          setConflict({ mine: values, current: outcome.value.current });
          return false;
        }
        void client.invalidateQueries({ queryKey: identityKeys.lists });
        toast.success(opened === undefined ? 'Budget set' : 'Budget changed');
        onClose();
        return true;
      },
    );
  });

  return { submit, pending, error, conflict, settleConflict: () => setConflict(undefined) };
}
