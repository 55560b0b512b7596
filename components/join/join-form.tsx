'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { answeredAction } from '@/components/actions/answered-action';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { readLink } from '@/lib/actions/join';
import type { LinkPurpose } from '@/lib/auth/link-purpose';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { ChoiceForm } from './choice-form';

type Shown =
  | { state: 'reading' }
  | { state: 'open'; token: string; purpose: LinkPurpose }
  | { state: 'failed'; error: AppError };

/**
 * Takes the token out of the address, so that it stays neither there nor in the history, asks what it is for, and lets
 * its holder choose. The token lives in this page alone: after a reload the link has to be opened again.
 */
export function JoinForm() {
  const token = useRef<string>(undefined);
  const [shown, setShown] = useState<Shown>({ state: 'reading' });

  const read = async (given: string) => {
    setShown({ state: 'reading' });
    const outcome = await answeredAction(() => readLink({ token: given }));
    setShown(
      outcome.ok
        ? { state: 'open', token: given, purpose: outcome.value }
        : { state: 'failed', error: outcome.error },
    );
  };

  useEffect(() => {
    const take = () => {
      const given = window.location.hash.slice(1);
      // An effect that runs twice finds the address cleared already.
      if (given === '' && token.current !== undefined) return;
      token.current = given;
      window.history.replaceState(window.history.state, '', window.location.pathname);
      void read(given);
    };
    take();
    // A second link that is opened in the same tab changes the fragment and loads nothing.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);

  switch (shown.state) {
    case 'reading':
      return (
        <>
          <Heading>Your link</Heading>
          <p role="status" className="text-muted">
            Looking at the link…
          </p>
        </>
      );
    case 'failed':
      return <FailedLink error={shown.error} onRetry={() => void read(token.current ?? '')} />;
    case 'open':
      return (
        <>
          <Heading>
            {shown.purpose.for === 'joining' ? 'Join Identity Desk' : 'Choose a new password'}
          </Heading>
          <ChoiceForm
            key={shown.purpose.email}
            token={shown.token}
            purpose={shown.purpose}
            onGone={(error) => setShown({ state: 'failed', error })}
          />
        </>
      );
  }
}

function FailedLink({ error, onRetry }: { error: AppError; onRetry: () => void }) {
  const gone = error.kind === 'not-found' || error.kind === 'forbidden';
  return (
    <>
      <Heading>{gone ? 'This link does not work' : 'Your link'}</Heading>
      {gone ? (
        <p role="alert">{error.message}</p>
      ) : (
        <Notice
          tone="danger"
          title="The link could not be looked at"
          action={
            <Button size="sm" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {error.kind === 'dashboard'
            ? 'Check your connection. The link still works.'
            : errorWords(error, 'change').text}
        </Notice>
      )}
      <p className="pt-5">
        <Link href="/sign-in" prefetch={false} className="link">
          Sign in
        </Link>
      </p>
    </>
  );
}

function Heading({ children }: { children: string }) {
  return <h1 className="pb-4 text-xl font-semibold tracking-tight">{children}</h1>;
}
