'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { IntentLink } from '@/components/identities/intent-link';
import { buttonClass } from '@/components/ui/button';
import { toast } from '@/components/ui/toasts';
import { createIdentity } from '@/lib/actions/identities';
import type { AppError } from '@/lib/errors/app-error';
import type { CallTarget } from '@/lib/copy-as/call-target';
import type { CreateIdentityForm } from '@/lib/identity/identity-form';
import { changedFields } from '@/lib/identity/identity-values';
import { FormCallToggle } from '../copy-as/form-call-toggle';
import { checkedLater } from './checked-later';
import { CREATE_DRAFT, createDrafts, type CreateValues } from './drafts';
import { FormFrame } from './form-frame';
import { IdentityFields } from './identity-fields';
import { identityHref } from '@/lib/identity/list-address';
import { rejectionsOf, type Rejections } from './rejected-fields';
import { TextField } from './text-field';
import { useLeaveGuard } from './use-leave-guard';
import { useWrite } from '@/components/actions/use-write';
import { showCreatedRow } from './written-rows';

// Most forms are opened without a draft.
const DraftNotice = lazy(() => import('./draft-notice').then(({ DraftNotice: Part }) => ({ default: Part })));

const resolver = checkedLater(({ createResolver }) => createResolver);

/**
 * The form of a new identity.
 *
 * @param externalId prefilled from the address, `''` for none; it wins over a draft that was begun for another
 */
export function CreateForm({ externalId, callTarget }: { externalId: string; callTarget: CallTarget }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [blank] = useState((): CreateValues => ({
    external_id: externalId,
    display_name: '',
    email: '',
    avatar_url: '',
    tags: [],
    metadata_text: '',
  }));
  const [draft, setDraft] = useState(() => {
    const kept = createDrafts.read(CREATE_DRAFT);
    return externalId === '' || kept?.external_id === externalId ? kept : undefined;
  });
  const form = useForm<CreateValues, unknown, CreateIdentityForm>({
    resolver,
    defaultValues: draft ?? blank,
    mode: 'onTouched',
  });
  const [rejections, setRejections] = useState<Rejections>({});
  const [tried, setTried] = useState('');
  const [taken, setTaken] = useState<string>();
  const [error, setError] = useState<AppError>();
  const { pending, write } = useWrite();

  const guard = useLeaveGuard(() => isTyped(form.getValues(), blank));

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          if (isTyped(values, blank)) createDrafts.write(CREATE_DRAFT, values);
          else createDrafts.drop(CREATE_DRAFT);
        },
      }),
    [form, blank],
  );

  const submit = form.handleSubmit((values) => {
    write(
      () => createIdentity(values),
      (outcome) => {
        if (!outcome.ok) {
          const { rejections, fields, rest } = rejectionsOf(outcome.error, form.getValues());
          setRejections(rejections);
          setError(rest);
          setTried(values.external_id);
          setTaken(outcome.error.kind === 'conflict' ? values.external_id : undefined);
          const [first] = fields;
          if (first !== undefined) form.setFocus(first);
          return false;
        }
        createDrafts.drop(CREATE_DRAFT);
        guard.release();
        showCreatedRow(queryClient, outcome.value);
        toast.success('Identity created');
        router.replace(identityHref(outcome.value._id));
        return true;
      },
    );
  });

  return (
    <FormProvider {...form}>
      {draft !== undefined && (
        <Suspense>
          <DraftNotice
            onDiscard={() => {
              form.reset(blank, { keepFieldsRef: true });
              createDrafts.drop(CREATE_DRAFT);
              setDraft(undefined);
            }}
          />
        </Suspense>
      )}
      <FormFrame
        guard={guard}
        error={error}
        storedHref={identityHref(tried)}
        rejections={rejections}
        onSubmit={(event) => void submit(event)}
        submit="Create identity"
        pending={pending}
        cancel={
          <IntentLink
            href={'/identities'}
            data-command="Cancel"
            className={buttonClass({ variant: 'ghost' })}
          >
            Cancel
          </IntentLink>
        }
        note=""
      >
        <TextField
          name="external_id"
          label="External ID"
          mono
          aria-required
          hint="Your own stable key for this identity, up to 120 characters. It cannot be changed later."
          extra={
            taken !== undefined && (
              <IntentLink href={identityHref(taken)} className="link mt-1 inline-block text-[0.8125rem]">
                Open the identity that has this ID
              </IntentLink>
            )
          }
        />
        <IdentityFields />
        <FormCallToggle submits="creation" target={callTarget} />
      </FormFrame>
    </FormProvider>
  );
}

/** Whether anything was typed into a form that began with `blank`. */
function isTyped(values: CreateValues, blank: CreateValues): boolean {
  return values.external_id !== blank.external_id || changedFields(values, blank).length > 0;
}
