'use client';

import { useState } from 'react';
import { AgainButton, asksToSignIn } from '@/components/sign-in/again-button';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toasts';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';

/**
 * An error with what happened, since when, and the next step. Where the sign-in has ended, or must be confirmed, that is
 * done here, over the page; nothing on it is lost.
 *
 * @param onSignedIn goes on after that; else a read is tried again, and a change waits for the operator's click
 * @param staleSince ISO 8601 time of the rows that stay on screen meanwhile
 */
export function ErrorNotice({
  error,
  onRetry,
  onSignedIn = onRetry,
  retrying = false,
  staleSince,
  className,
}: {
  error: AppError;
  onRetry?: () => void;
  onSignedIn?: (() => void) | undefined;
  retrying?: boolean;
  staleSince?: string | undefined;
  className?: string;
}) {
  const [settled, setSettled] = useState<AppError>();
  const { title, text, retry } = errorWords(error);
  const since = 'since' in error ? error.since : undefined;
  if (settled === error)
    return (
      <Notice
        tone="info"
        title={error.kind === 'signed-out' ? 'You are signed in again' : 'Confirmed'}
        {...(className !== undefined && { className })}
      >
        What you wanted is not done yet, and nothing you typed is lost. Do it once more.
      </Notice>
    );
  return (
    <Notice
      tone="danger"
      title={title}
      {...(className !== undefined && { className })}
      action={
        asksToSignIn(error) ? (
          <AgainButton
            error={error}
            onDone={() => {
              toast.success(error.kind === 'signed-out' ? 'You are signed in again' : 'Confirmed');
              if (onSignedIn === undefined) setSettled(error);
              else onSignedIn();
            }}
          />
        ) : retry && onRetry !== undefined ? (
          <Button variant="secondary" size="sm" pending={retrying} onClick={onRetry}>
            Try again
          </Button>
        ) : undefined
      }
    >
      {text}
      {since !== undefined && (
        <>
          {' '}
          It began <RelativeTime value={since} />.
        </>
      )}
      {staleSince !== undefined && (
        <>
          {' '}
          Below is what was read <RelativeTime value={staleSince} />.
        </>
      )}
    </Notice>
  );
}
