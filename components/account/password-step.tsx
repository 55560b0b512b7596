'use client';

import { useId, useRef, useState, type FormEvent } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import type { Outcome } from '@/lib/errors/app-error';
import { fieldFault, type FieldFault } from './field-fault';

/**
 * Asks for the password before something that needs it.
 *
 * @param label of the button that does it
 */
export function PasswordStep<Result>({
  words,
  label,
  danger = false,
  action,
  onDone,
  onCancel,
}: {
  words: string;
  label: string;
  danger?: boolean;
  action: (input: { password: string }) => Promise<Outcome<Result>>;
  onDone: (result: Result) => void;
  onCancel: () => void;
}) {
  const { pending, write } = useWrite();
  const [fault, setFault] = useState<FieldFault>({});
  const box = useRef<HTMLInputElement>(null);
  const id = useId();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = box.current?.value ?? '';
    const refuse = (refused: FieldFault) => {
      setFault(refused);
      box.current?.select();
    };
    if (password === '') return refuse({ field: 'password', words: 'Type your password.' });
    setFault({});
    write(
      () => action({ password }),
      (outcome) => {
        if (outcome.ok) onDone(outcome.value);
        else refuse(fieldFault(outcome.error, { password: 'password' }));
        return false;
      },
    );
  };

  return (
    <form noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {fault.error !== undefined && <ErrorNotice error={fault.error} doing="change" className="mb-0" />}
      <p>{words}</p>
      <Field id={id} label="Password" error={fault.field === undefined ? undefined : fault.words}>
        {(parts) => (
          <PasswordInput {...parts} ref={box} name="password" autoComplete="current-password" autoFocus />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant={danger ? 'danger' : 'primary'} pending={pending}>
          {label}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
