'use client';

import { useId, useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { SignInWays } from '@/lib/auth/sign-in-ways';
import { resultWords } from './result-words';
import { sendSignIn } from './send-sign-in';
import { SecondFactorForm } from './second-factor-form';
import { SsoButton } from './sso-button';

/**
 * Email and password, then a code where one is set up. Works before the page is live and without JavaScript: the form
 * then posts by itself and the server answers with a redirect.
 *
 * @param next a path of this dashboard
 * @param result how an attempt without JavaScript ended
 */
export function SignInForm({
  next,
  ways,
  result,
  reason,
  wait,
}: {
  next: string;
  ways: SignInWays;
  result?: string | undefined;
  /** Why the single sign-on let nobody in. */
  reason?: string | undefined;
  wait?: number | undefined;
}) {
  const [step, setStep] = useState<'password' | 'code'>(result === 'second-factor' ? 'code' : 'password');
  const [failure, setFailure] = useState(() => resultWords(result, wait, reason));
  const [pending, setPending] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const id = useId();

  if (step === 'code')
    return (
      <SecondFactorForm
        next={next}
        failure={failure}
        onStartOver={(words) => {
          setFailure(words);
          setStep('password');
        }}
      />
    );

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const answer = await sendSignIn('/sign-in/email', new FormData(event.currentTarget));
    if (answer.status === 'signed-in') {
      // A load of its own: nothing of the time before is left in this page.
      window.location.assign(next);
      return;
    }
    setPending(false);
    if (answer.status === 'second-factor') {
      setFailure(undefined);
      setStep('code');
      return;
    }
    setFailure(resultWords(answer.status, 'retry_after' in answer ? answer.retry_after : undefined));
    password.current?.select();
  }

  return (
    <div className="flex flex-col gap-5">
      {failure !== undefined && (
        <Notice tone="danger" title={failure.title}>
          {failure.text}
        </Notice>
      )}
      {ways.password && (
        <form
          method="post"
          action="/api/auth/sign-in/email"
          className="flex flex-col gap-4"
          onSubmit={submit}
        >
          <input type="hidden" name="next" value={next} />
          <Field id={`${id}-email`} label="Email">
            {(parts) => (
              <input
                {...parts}
                name="email"
                type="email"
                required
                autoComplete="username"
                autoCapitalize="off"
                spellCheck={false}
                className="input"
                // The one thing to do on this page.
                autoFocus
              />
            )}
          </Field>
          <Field id={`${id}-password`} label="Password">
            {(parts) => (
              <input
                {...parts}
                ref={password}
                name="password"
                type="password"
                required
                autoComplete="current-password"
                className="input"
              />
            )}
          </Field>
          <Button variant="primary" type="submit" pending={pending} className="justify-center">
            Sign in
          </Button>
        </form>
      )}
      {ways.sso !== undefined && <SsoButton label={ways.sso} next={next} alone={!ways.password} />}
      {ways.demo && (
        <p className="text-[0.8125rem] text-muted">
          This is a demo with invented identities. Its accounts were printed where it was started.
        </p>
      )}
    </div>
  );
}
