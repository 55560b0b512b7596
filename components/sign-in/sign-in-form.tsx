'use client';

import { useId, useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
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
  const [step, setStep] = useState<'password' | 'code'>(
    result !== undefined && CODE_RESULTS.includes(result) ? 'code' : 'password',
  );
  const [failure, setFailure] = useState(() => resultWords(result, wait, reason));
  const [pending, setPending] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const id = useId();

  if (step === 'code')
    return (
      <SecondFactorForm
        next={next}
        recoveryFirst={result === 'recovery-code'}
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
        <Notice tone="danger" title={failure.title} className="mb-0">
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
                className="input h-9"
                // The one thing to do on this page.
                autoFocus
              />
            )}
          </Field>
          <Field id={`${id}-password`} label="Password">
            {(parts) => (
              <PasswordInput
                {...parts}
                ref={password}
                name="password"
                required
                autoComplete="current-password"
                className="h-9"
              />
            )}
          </Field>
          <Button variant="primary" type="submit" pending={pending} className="h-9">
            Sign in
          </Button>
        </form>
      )}
      {ways.sso !== undefined && <SsoButton label={ways.sso} next={next} alone={!ways.password} />}
    </div>
  );
}

/** Results of the first step, or of a wrong code, that lead to the second. */
const CODE_RESULTS = ['second-factor', 'recovery-code', 'wrong-code'];
