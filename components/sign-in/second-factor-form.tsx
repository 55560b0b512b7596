'use client';

import { useId, useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { resultWords } from './result-words';
import { sendSignIn } from './send-sign-in';

type Words = ReturnType<typeof resultWords>;

/** The second step: a code of the authenticator app, or a recovery code. */
export function SecondFactorForm({
  next,
  failure: first,
  onStartOver,
}: {
  next: string;
  failure: Words;
  onStartOver: (words: Words) => void;
}) {
  const [recovery, setRecovery] = useState(false);
  const [failure, setFailure] = useState(first);
  const [pending, setPending] = useState(false);
  const code = useRef<HTMLInputElement>(null);
  const id = useId();
  const path = recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const answer = await sendSignIn(path, new FormData(event.currentTarget));
    if (answer.status === 'signed-in') {
      window.location.assign(next);
      return;
    }
    setPending(false);
    const words = resultWords(
      answer.status === 'refused' ? 'wrong-code' : answer.status,
      'retry_after' in answer ? answer.retry_after : undefined,
    );
    if (answer.status === 'start-over') return onStartOver(words);
    setFailure(words);
    code.current?.select();
  }

  return (
    <form method="post" action={`/api/auth${path}`} className="flex flex-col gap-4" onSubmit={submit}>
      {failure !== undefined && (
        <Notice tone="danger" title={failure.title}>
          {failure.text}
        </Notice>
      )}
      <input type="hidden" name="next" value={next} />
      <Field
        key={path}
        id={`${id}-code`}
        label={recovery ? 'Recovery code' : 'Code'}
        hint={
          recovery
            ? 'One of the codes you kept when you set up the second factor. Each works once.'
            : 'The six digits that your authenticator app shows for Identity Desk.'
        }
      >
        {(parts) => (
          <input
            {...parts}
            ref={code}
            name="code"
            required
            inputMode={recovery ? 'text' : 'numeric'}
            autoComplete="one-time-code"
            autoCapitalize="off"
            spellCheck={false}
            className="input font-mono"
            autoFocus
          />
        )}
      </Field>
      <Button variant="primary" type="submit" pending={pending} className="justify-center">
        Sign in
      </Button>
      <Button variant="ghost" onClick={() => setRecovery(!recovery)}>
        {recovery ? 'Use the authenticator app' : 'Use a recovery code'}
      </Button>
    </form>
  );
}
