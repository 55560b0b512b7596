'use client';

import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { changedFields, type IdentityValues } from '@/lib/identity/identity-values';
import { editDrafts } from './drafts';
import { wantedValues } from './wanted-values';

/** Keeps what an edit form holds as the draft of its identity; a form without changes has none. */
export function useEditDraft(
  id: string,
  form: UseFormReturn<IdentityValues, unknown, IdentityValues>,
  opened: IdentityValues,
) {
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          if (changedFields(opened, wantedValues(opened, values)).length > 0)
            editDrafts.write(id, { opened, values });
          else editDrafts.drop(id);
        },
      }),
    [id, form, opened],
  );
}
