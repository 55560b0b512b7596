'use client';

import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { createCall, updateCall, type ApiCall } from '@/lib/copy-as/api-call';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { createIdentityForm, editIdentityForm } from '@/lib/identity/identity-form';
import { FIELD_LABELS, type IdentityField, type IdentityValues } from '@/lib/identity/identity-values';
import type { CreateValues } from '../form/drafts';
import { CallCode } from './call-code';
import { copyCode } from './copy-code';

/** What submitting a form does: create, or change an identity that was opened with these values. */
export type SubmittedCall = 'creation' | { id: string; opened: IdentityValues };

/**
 * The call that submitting the form around it would make, live while one types. Says what keeps it from being one.
 *
 * @param wanted how the language is called in which it is to be copied as well; each such wish is an object of its own
 */
export default function FormCall({
  submits,
  target,
  wanted,
}: {
  submits: SubmittedCall;
  target: CallTarget;
  wanted: { label: string } | undefined;
}) {
  const { control } = useFormContext<CreateValues>();
  const [external_id, display_name, email, avatar_url, tags, metadata_text] = useWatch({
    control,
    name: ['external_id', 'display_name', 'email', 'avatar_url', 'tags', 'metadata_text'],
  });
  const typed = useDeferredValue({ external_id, display_name, email, avatar_url, tags, metadata_text });
  const key = JSON.stringify(typed);
  const planned = useMemo(
    () => plannedCall(submits, target, JSON.parse(key) as CreateValues),
    [submits, target, key],
  );
  const section = useRef<HTMLElement>(null);
  const copy = useEffectEvent((label: string) => {
    if (planned !== undefined && !('faults' in planned)) void copyCode(planned, target, label);
    section.current?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    if (wanted !== undefined) copy(wanted.label);
  }, [wanted]);
  return (
    <section ref={section} aria-label="Copy as code" className="min-w-0">
      {planned === undefined ? (
        <p className="panel px-4 py-3 text-muted">
          Nothing to send yet. Change a field, and the call that saves it stands here.
        </p>
      ) : 'faults' in planned ? (
        <div className="panel px-4 py-3 text-muted">
          <p>The call stands here once these are right:</p>
          <ul className="list-disc pl-5">
            {planned.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      ) : (
        <CallCode key={wanted?.label} call={planned} target={target} first={wanted?.label} />
      )}
    </section>
  );
}

/** The call, what keeps it from being one, or `undefined` where there is nothing to send. */
function plannedCall(
  submits: SubmittedCall,
  target: CallTarget,
  { external_id, ...values }: CreateValues,
): ApiCall | { faults: string[] } | undefined {
  if (submits === 'creation') {
    const checked = createIdentityForm.safeParse({ external_id, ...values });
    return checked.success ? createCall(target, checked.data) : faultsOf(checked.error.issues);
  }
  const checked = editIdentityForm(submits.opened).safeParse(values);
  if (!checked.success) return faultsOf(checked.error.issues);
  return updateCall(target, submits.id, submits.opened, checked.data);
}

function faultsOf(issues: readonly { path: PropertyKey[]; message: string }[]): { faults: string[] } {
  const faults = issues.map(
    ({ path, message }) =>
      `${FIELD_LABELS[path[0] as IdentityField | 'external_id'] ?? 'The form'}: ${message}`,
  );
  return { faults: [...new Set(faults)] };
}
