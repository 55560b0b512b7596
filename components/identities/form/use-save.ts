'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type BaseSyntheticEvent } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { toast } from '@/components/ui/toasts';
import { saveIdentity } from '@/lib/actions/identities';
import type { AppError } from '@/lib/errors/app-error';
import {
  changedFields,
  FIELD_LABELS,
  valuesOf,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';
import type { KeptField, SaveResult } from '@/lib/identity/save-result';
import {
  conflictOf,
  mergedValues,
  undecidedFields,
  type Choice,
  type Choices,
  type Conflict,
} from './conflict';
import { savedToast } from '../take-back/saved-toast';
import { editDrafts } from './drafts';
import { wantedValues } from './wanted-values';
import { identityHref } from '@/lib/identity/list-address';
import { useLeaveForm } from './leave-form';
import { shownMetadata } from './shown-metadata';
import { rejectionsOf, type Rejections } from './rejected-fields';
import { useWrite } from '@/components/actions/use-write';
import { showSavedRow } from './written-rows';

/** Stored values as the form shows them. */
export function shownValues(values: IdentityValues): IdentityValues {
  return { ...values, metadata_text: shownMetadata(values.metadata_text) };
}

/**
 * Saving an edit: sends only what the operator changed, asks field by field where others changed the same, and goes
 * to the identity's page once everything is stored as asked.
 *
 * @param onOpened hears the stored values whenever the form has to start from newer ones
 * @param onLeave called before the form is left
 */
export function useSave({
  id,
  form,
  opened,
  onOpened,
  onLeave,
}: {
  id: string;
  form: UseFormReturn<IdentityValues, unknown, IdentityValues>;
  opened: IdentityValues;
  onOpened: (stored: IdentityValues) => void;
  onLeave: () => void;
}) {
  const { leave } = useLeaveForm();
  const queryClient = useQueryClient();
  const { pending, write } = useWrite();
  const [error, setError] = useState<AppError>();
  const [rejections, setRejections] = useState<Rejections>({});
  const [conflict, setConflict] = useState<Conflict>();
  const [choices, setChoices] = useState<Choices>({});
  const [missing, setMissing] = useState<IdentityField[]>([]);
  const [kept, setKept] = useState<KeptField[]>([]);
  const [note, setNote] = useState('');

  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => setNote('') }), [form]);

  const fill = (values: IdentityValues) => {
    const shown = shownValues(values);
    for (const field of changedFields(form.getValues(), shown))
      form.setValue(field, shown[field], { shouldDirty: true, shouldValidate: true });
  };

  const meet = (next: Conflict) => {
    setConflict(next);
    setChoices({});
    setMissing([]);
    onOpened(next.stored);
    fill(mergedValues(next, {}));
  };

  const settleSaved = (
    wanted: IdentityValues,
    { identity, kept, merged, entry }: Extract<SaveResult, { status: 'saved' }>,
  ): boolean => {
    const stored = valuesOf(identity);
    showSavedRow(queryClient, identity);
    setConflict(undefined);
    setKept(kept);
    const typedMeanwhile = changedFields(wanted, wantedValues(wanted, form.getValues())).length > 0;
    if (kept.length > 0 || typedMeanwhile) {
      onOpened(stored);
      if (!typedMeanwhile) {
        // The boxes stay registered: without this their text would stay too.
        form.reset(shownValues(stored), { keepFieldsRef: true });
        editDrafts.drop(id);
      }
      if (kept.length === 0) savedToast(queryClient, entry);
      return false;
    }
    editDrafts.drop(id);
    onLeave();
    if (merged.length > 0)
      toast.success(`Someone else changed meanwhile, and it was kept: ${labels(merged)}`);
    savedToast(queryClient, entry);
    leave(identityHref(id));
    return true;
  };

  const submit = (event?: BaseSyntheticEvent) =>
    form.handleSubmit((values) => {
      const open = conflict === undefined ? [] : undecidedFields(conflict, choices);
      if (open[0] !== undefined) {
        setMissing(open);
        document.querySelector<HTMLInputElement>(`[data-conflict-choice="${open[0]}"]`)?.focus();
        return;
      }
      const fields = changedFields(opened, values);
      setNote(fields.length === 0 ? 'Nothing to save.' : '');
      if (fields.length === 0) return;
      let changes: Partial<IdentityValues> = {};
      for (const field of fields) changes = { ...changes, [field]: values[field] };

      write(
        () => saveIdentity({ id, opened, values: changes }),
        (outcome) => {
          const { rejections, fields, rest } = outcome.ok
            ? NO_REJECTION
            : rejectionsOf(outcome.error, form.getValues());
          setRejections(rejections);
          setError(rest);
          if (fields[0] !== undefined && fields[0] !== 'external_id') form.setFocus(fields[0]);
          if (!outcome.ok) return false;
          if (outcome.value.status === 'saved') return settleSaved(values, outcome.value);
          meet(conflictOf(opened, values, valuesOf(outcome.value.current)));
          return false;
        },
      );
    })(event);

  const choose = (field: IdentityField, choice: Choice) => {
    if (conflict === undefined) return;
    const next = { ...choices, [field]: choice };
    setChoices(next);
    const value = shownValues(mergedValues(conflict, next))[field];
    form.setValue(field, value, { shouldDirty: true, shouldValidate: true });
  };

  return { submit, pending, error, rejections, conflict, choices, missing, choose, kept, note };
}

const NO_REJECTION: ReturnType<typeof rejectionsOf> = { rejections: {}, fields: [] };

const labels = (fields: readonly IdentityField[]) => fields.map((field) => FIELD_LABELS[field]).join(', ');
