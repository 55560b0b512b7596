'use client';

import { useEffect, useId, useRef, useState, useTransition, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { CodeField } from './code-field';
import { proveItIsYou, signInAgain } from './prove-again';

type Failure = { title: string; text: string };

/**
 * The password of the page's own operator, then a code where one is asked for. The email cannot be changed: another
 * operator has a page of their own.
 *
 * @param confirming the sign-in goes on and is only confirmed
 */
export function AgainForm({
  confirming,
  email,
  failure,
  onFailure,
  onProved,
}: {
  confirming: boolean;
  email: string;
  failure: Failure | undefined;
  onFailure: (failure: Failure | undefined) => void;
  onProved: () => Promise<void>;
}) {
  const [pending, startTransition] = useTransition();
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<'password' | 'code'>('password');
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => box.current?.focus(), [step]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A dialog's events bubble through React to whatever form it was opened from.
    event.stopPropagation();
    if (pending) return;
    const code = step === 'code' ? (box.current?.value ?? '') : undefined;
    startTransition(async () => {
      const given = { email, password, code };
      const proved = await (confirming ? proveItIsYou(given) : signInAgain(given));
      if (proved.status === 'done') return onProved();
      onFailure(
        proved.status === 'refused' ? proved : proved.status === 'start-over' ? START_OVER : undefined,
      );
      setStep(proved.status === 'code-needed' ? 'code' : proved.status === 'start-over' ? 'password' : step);
      box.current?.select();
    });
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4 p-5 pt-2">
      {failure !== undefined && (
        <Notice tone="danger" title={failure.title} className="mb-0">
          {failure.text}
        </Notice>
      )}
      <p>
        <span className="text-muted">Email</span> <bdi className="font-medium">{email}</bdi>
      </p>
      {/* For the browser's own list of passwords. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {step === 'password' ? (
        <Field id={id} label="Password">
          {(parts) => (
            <PasswordInput
              {...parts}
              ref={box}
              required
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <CodeField inputRef={box} />
      )}
      <Button type="submit" variant="primary" pending={pending}>
        {confirming ? 'Confirm' : 'Sign in'}
      </Button>
    </form>
  );
}

const START_OVER: Failure = {
  title: 'The time for the code is over',
  text: 'Give your password again.',
};
