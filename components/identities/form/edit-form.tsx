'use client';

import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch, type Control } from 'react-hook-form';
import { avatarSrc } from '@/components/identities/avatar-src';
import { IntentLink } from '@/components/identities/intent-link';
import { Avatar } from '@/components/ui/avatar';
import { buttonClass } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { changedFields, valuesOf, type IdentityValues } from '@/lib/identity/identity-values';
import { FormCallToggle } from '../copy-as/form-call-toggle';
import { checkedLater } from './checked-later';
import { ChangeSummary } from './change-summary';
import { editDrafts } from './drafts';
import { wantedValues } from './field-changes';
import { FormFrame } from './form-frame';
import { IdentityFields } from './identity-fields';
import { identityHref } from '@/lib/identity/list-address';
import { useLeaveForm } from './leave-form';
import { shownValues, useSave } from './use-save';
import { useEditDraft } from './use-edit-draft';
import { useLeaveGuard } from './use-leave-guard';

// Seldom needed, and fetched with the first check of the form: it is there long before a save can meet a conflict.
const loadConflictPanel = () =>
  import('./conflict-panel').then(({ ConflictPanel: Panel }) => ({ default: Panel }));
const ConflictPanel = lazy(loadConflictPanel);
// Most forms are opened without a draft, and saved as asked.
const DraftNotice = lazy(() => import('./draft-notice').then(({ DraftNotice: Part }) => ({ default: Part })));
const KeptNotice = lazy(() => import('./kept-notice').then(({ KeptNotice: Part }) => ({ default: Part })));

/** The form of a stored identity. */
export function EditForm({ identity, callTarget }: { identity: IdentityRecord; callTarget: CallTarget }) {
  const { _id: id } = identity;
  const [draft, setDraft] = useState(() => editDrafts.read(id));
  const [opened, setOpened] = useState(() => draft?.opened ?? valuesOf(identity));
  const resolver = useMemo(
    () =>
      checkedLater(({ editResolver }) => {
        loadConflictPanel().catch(() => {});
        return editResolver(opened);
      }),
    [opened],
  );
  const form = useForm<IdentityValues, unknown, IdentityValues>({
    resolver,
    defaultValues: draft?.values ?? shownValues(opened),
    mode: 'onTouched',
  });
  const isDirty = (values: IdentityValues) => changedFields(opened, wantedValues(opened, values)).length > 0;
  const guard = useLeaveGuard(() => isDirty(form.getValues()));
  const { onLeaveClick } = useLeaveForm();
  const save = useSave({ id, form, opened, onOpened: setOpened, onLeave: guard.release });
  useEditDraft(id, form, opened);

  return (
    <FormProvider {...form}>
      <Suspense>
        {save.kept.length > 0 && <KeptNotice id={id} kept={save.kept} />}
        {draft !== undefined && (
          <DraftNotice
            onDiscard={() => {
              const stored = valuesOf(identity);
              setOpened(stored);
              form.reset(shownValues(stored), { keepFieldsRef: true });
              editDrafts.drop(id);
              setDraft(undefined);
            }}
          />
        )}
      </Suspense>
      <FormFrame
        guard={guard}
        error={save.error}
        storedHref={identityHref(id)}
        rejections={save.rejections}
        onSubmit={(event) => void save.submit(event)}
        submit="Save changes"
        pending={save.pending}
        cancel={
          <IntentLink
            href={identityHref(id)}
            onClick={onLeaveClick}
            data-command="Cancel"
            className={buttonClass({ variant: 'ghost' })}
          >
            Cancel
          </IntentLink>
        }
        note={save.note}
      >
        {save.conflict !== undefined && (
          <Suspense>
            <ConflictPanel
              conflict={save.conflict}
              choices={save.choices}
              missing={save.missing}
              onChoose={save.choose}
            />
          </Suspense>
        )}
        <FixedExternalId value={identity.external_id} />
        <IdentityFields
          avatar={<Avatar id={id} name={identityName(identity)} src={avatarSrc(identity)} size={28} alt="" />}
        />
        <FormCallToggle submits={{ id, opened }} target={callTarget} />
        {/* Last, so that what grows while one types moves nothing but itself. */}
        <LiveChanges control={form.control} opened={opened} />
      </FormFrame>
    </FormProvider>
  );
}

/** The key of the identity: shown, copyable, and not to be changed. */
function FixedExternalId({ value }: { value: string }) {
  const id = useId();
  return (
    <Field
      id={id}
      label="External ID"
      hint="Cannot be changed: your systems and the gateway know the identity by it."
    >
      {(parts) => (
        <input
          {...parts}
          readOnly
          dir="auto"
          className="input h-9 w-full min-w-0 font-mono"
          defaultValue={value}
        />
      )}
    </Field>
  );
}

/** A component of its own, so that a key stroke draws the summary anew and not the whole form. */
function LiveChanges({
  control,
  opened,
}: {
  control: Control<IdentityValues, unknown, IdentityValues>;
  opened: IdentityValues;
}) {
  const [display_name, email, avatar_url, tags, metadata_text] = useWatch({
    control,
    name: ['display_name', 'email', 'avatar_url', 'tags', 'metadata_text'],
  });
  return <ChangeSummary opened={opened} typed={{ display_name, email, avatar_url, tags, metadata_text }} />;
}
