'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { toast } from '@/components/ui/toasts';
import { changePassword } from '@/lib/actions/account';
import { newPassword, PASSWORD_MIN } from '@/lib/auth/password';
import { fieldFault, type FieldFault } from './field-fault';

/**
 * Changing the own password.
 *
 * @param next where to go afterwards, for who was sent here to do this first
 */
export function PasswordForm({ email, next }: { email: string; next: string | undefined }) {
  const router = useRouter();
  const { pending, write } = useWrite();
  const [fault, setFault] = useState<FieldFault>({});
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const refuse = (refused: FieldFault) => {
    setFault(refused);
    if (refused.field !== undefined)
      form.current?.querySelector<HTMLInputElement>(`[name="${refused.field}"]`)?.select();
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const change = { present: String(typed.get('present')), next: String(typed.get('next')) };
    if (change.present === '') return refuse({ field: 'present', words: 'Type your present password.' });
    const parsed = newPassword.safeParse(change.next);
    if (!parsed.success) return refuse({ field: 'next', words: parsed.error.issues[0]?.message ?? '' });
    setFault({});
    write(
      () => changePassword({ ...change, endOthers: typed.get('endOthers') === 'on' }),
      (outcome) => {
        if (!outcome.ok) {
          refuse(fieldFault(outcome.error, { password: 'present' }));
          return false;
        }
        const { ended } = outcome.value;
        form.current?.reset();
        toast.success(ended === 0 ? 'Password changed' : `Password changed, ${endedWords(ended)}`);
        if (next !== undefined) router.replace(next as Route);
        return next !== undefined;
      },
    );
  };

  const errorOf = (field: string) => (fault.field === field ? fault.words : undefined);
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {fault.error !== undefined && <ErrorNotice error={fault.error} doing="change" className="mb-0" />}
      {/* For the browser's own list of passwords. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field id={`${id}-present`} label="Present password" error={errorOf('present')}>
        {(parts) => <PasswordInput {...parts} name="present" autoComplete="current-password" />}
      </Field>
      <Field
        id={`${id}-next`}
        label="New password"
        error={errorOf('next')}
        hint={`At least ${PASSWORD_MIN} characters, of any kind. A few words are easy to remember.`}
      >
        {(parts) => <PasswordInput {...parts} name="next" autoComplete="new-password" />}
      </Field>
      <Checkbox name="endOthers" defaultChecked label="End my sign-ins on other browsers and devices" />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Change password
        </Button>
      </div>
    </form>
  );
}

/** `1 other sign-in ended`. */
export function endedWords(count: number): string {
  return `${count} other ${count === 1 ? 'sign-in' : 'sign-ins'} ended`;
}
