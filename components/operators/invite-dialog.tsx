'use client';

import { useId, useRef, useState, type FormEvent, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { useWrite } from '@/components/actions/use-write';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { inviteOperator } from '@/lib/actions/operators';
import { invitationForm } from '@/lib/auth/operator-forms';
import type { MadeLink } from '@/lib/auth/operator-rows';
import type { Role } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/errors/invalid-input';
import { RoleChoice } from './role-choice';
import { ShownLink } from './shown-link';

/** Invites somebody: an email and a role, then the link, which is shown once. What was chosen stays through any error. */
export default function InviteDialog({
  opener,
  onClose,
}: {
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const { pending, write } = useWrite();
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [error, setError] = useState<AppError>();
  const [made, setMade] = useState<MadeLink>();

  const emailError = error?.kind === 'invalid' ? error.fields.email?.[0] : undefined;
  const fail = (failure: AppError) => {
    setError(failure);
    if (failure.kind === 'invalid' && failure.fields.email !== undefined) box.current?.focus();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(undefined);
    const parsed = invitationForm.safeParse({ email, role });
    if (!parsed.success) return fail(invalidInput(parsed.error));
    write(
      () => inviteOperator(parsed.data),
      (outcome) => {
        if (outcome.ok) setMade(outcome.value);
        else fail(outcome.error);
        return false;
      },
    );
  };

  return (
    <Dialog
      title={made === undefined ? 'Invite an operator' : 'Invitation'}
      opener={opener}
      onClose={() => !pending && onClose()}
    >
      {made !== undefined ? (
        <ShownLink made={made} onClose={onClose} />
      ) : (
        <form noValidate onSubmit={submit}>
          <div className="flex flex-col gap-4 px-5 pt-1 pb-4">
            {error !== undefined && emailError === undefined && (
              <ErrorNotice error={error} doing="change" className="mb-0" />
            )}
            <Field
              id={`${id}-email`}
              label="Email"
              hint="They sign in with it. Nothing is sent: you hand over the link."
              error={emailError}
            >
              {(parts) => (
                <input
                  {...parts}
                  ref={box}
                  type="email"
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  className="input"
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                />
              )}
            </Field>
            <RoleChoice value={role} onChange={setRole} />
          </div>
          <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" pending={pending}>
              Make link
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
