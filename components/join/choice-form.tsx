'use client';

import { useId, useRef, useState, type FormEvent } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { sendSignIn } from '@/components/sign-in/send-sign-in';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { acceptLink } from '@/lib/actions/join';
import type { LinkPurpose } from '@/lib/auth/link-purpose';
import { PASSWORD_MIN } from '@/lib/auth/password';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';

/**
 * A name and a password for the holder of a link, who is signed in with them.
 *
 * @param onGone told when the link stopped working meanwhile
 */
export function ChoiceForm({
  token,
  purpose,
  onGone,
}: {
  token: string;
  purpose: LinkPurpose;
  onGone: (error: AppError) => void;
}) {
  const { pending, write } = useWrite();
  const id = useId();
  const nameBox = useRef<HTMLInputElement>(null);
  const passwordBox = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<AppError>();
  const [visible, setVisible] = useState(false);
  const joining = purpose.for === 'joining';
  const faults = error?.kind === 'invalid' ? error.fields : {};

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(undefined);
    const name = nameBox.current?.value ?? '';
    const password = passwordBox.current?.value ?? '';
    write(
      async () => {
        const outcome = await acceptLink({ token, name, password });
        // A load of its own: nothing of this page is left, and the code of a second factor is asked for there.
        if (outcome.ok) window.location.assign(await signedIn(outcome.value.email, password));
        return outcome;
      },
      (outcome) => {
        if (outcome.ok) return true;
        if (outcome.error.kind === 'not-found') onGone(outcome.error);
        setError(outcome.error);
        const fields = outcome.error.kind === 'invalid' ? outcome.error.fields : {};
        (fields.name !== undefined ? nameBox : passwordBox).current?.focus();
        return false;
      },
    );
  };

  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={submit}>
      <p className="text-muted">
        {joining ? (
          <>
            You were invited as <span className="font-medium text-ink">{purpose.role}</span>.
          </>
        ) : (
          'You are signed out everywhere when you save it. A second factor stays as it is.'
        )}
      </p>
      {error !== undefined && faults.name === undefined && faults.password === undefined && (
        <Notice tone="danger" title={errorWords(error, 'change').title} className="mb-0">
          {error.kind === 'dashboard'
            ? 'The answer was lost, so it may have worked. Try to sign in with the new password; if that fails, open the link again.'
            : errorWords(error, 'change').text}
        </Notice>
      )}
      <Field id={`${id}-email`} label="Email">
        {(parts) => (
          <input
            {...parts}
            name="email"
            type="email"
            readOnly
            autoComplete="username"
            className="input"
            value={purpose.email}
          />
        )}
      </Field>
      {joining && (
        <Field id={`${id}-name`} label="Your name" hint="Other operators see it." error={faults.name?.[0]}>
          {(parts) => (
            <input
              {...parts}
              ref={nameBox}
              name="name"
              required
              maxLength={200}
              autoComplete="name"
              className="input"
              autoFocus
            />
          )}
        </Field>
      )}
      <Field
        id={`${id}-password`}
        label={joining ? 'Password' : 'New password'}
        hint={`At least ${PASSWORD_MIN} characters. A few words that belong to nobody but you are easy to remember.`}
        error={faults.password?.[0]}
        action={
          <button type="button" className="link text-[0.8125rem]" onClick={() => setVisible(!visible)}>
            {visible ? 'Hide' : 'Show'}
          </button>
        }
      >
        {(parts) => (
          <input
            {...parts}
            ref={passwordBox}
            name="password"
            type={visible ? 'text' : 'password'}
            required
            autoComplete="new-password"
            autoCapitalize="off"
            spellCheck={false}
            className="input"
            autoFocus={!joining}
          />
        )}
      </Field>
      <Button variant="primary" type="submit" pending={pending} className="justify-center">
        {joining ? 'Join' : 'Save password'}
      </Button>
    </form>
  );
}

/** Signs in with what was just chosen. Says where to go: the sign-in page when that takes another step. */
async function signedIn(email: string, password: string): Promise<string> {
  const form = new FormData();
  form.set('email', email);
  form.set('password', password);
  const { status } = await sendSignIn('/sign-in/email', form);
  if (status === 'signed-in') return '/';
  return status === 'second-factor' ? '/sign-in?result=second-factor' : '/sign-in';
}
