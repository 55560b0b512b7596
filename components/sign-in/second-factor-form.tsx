'use client';

import { useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { CodeField } from './code-field';
import { resultWords } from './result-words';
import { sendSignIn } from './send-sign-in';

type Words = ReturnType<typeof resultWords>;

/** The second step: a code of the authenticator app, or a recovery code. */
export function SecondFactorForm({
  next,
  recoveryFirst,
  failure: first,
  onStartOver,
}: {
  next: string;
  recoveryFirst: boolean;
  failure: Words;
  onStartOver: (words: Words) => void;
}) {
  const [failure, setFailure] = useState(first);
  const [pending, setPending] = useState(false);
  const code = useRef<HTMLInputElement>(null);
  const step = (result: string) => `/sign-in?${new URLSearchParams({ result, next })}`;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const answer = await sendSignIn('/two-factor/verify-totp', new FormData(event.currentTarget));
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
    <form
      method="post"
      action="/api/auth/two-factor/verify-totp"
      className="flex flex-col gap-4"
      onSubmit={submit}
    >
      {failure !== undefined && (
        <Notice tone="danger" title={failure.title} className="mb-0">
          {failure.text}
        </Notice>
      )}
      <p className="text-muted">Your password is right. One more step.</p>
      <input type="hidden" name="next" value={next} />
      <CodeField
        inputRef={code}
        recoveryFirst={recoveryFirst}
        hrefs={{ app: step('second-factor'), recovery: step('recovery-code') }}
      />
      <Button variant="primary" type="submit" pending={pending} className="h-9">
        Sign in
      </Button>
      <Button variant="ghost" onClick={() => onStartOver(undefined)}>
        Start over
      </Button>
    </form>
  );
}
