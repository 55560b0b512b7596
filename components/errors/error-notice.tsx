'use client';

import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { AgainButton, asksToSignIn } from '@/components/sign-in/again-button';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toasts';
import { isOutcomeUnknown, type AppError } from '@/lib/errors/app-error';
import { errorWords, type Doing } from '@/lib/errors/error-words';
import { dueMs, useRetryWhenDue } from './use-retry-when-due';

/** The rows that stay on screen while others cannot be had. */
export type StaleRows = {
  /** ISO 8601 time at which they were read. */
  readAt: string;
  /** Whether they answer the present address, or are those of the view before. */
  current: boolean;
};

/**
 * An error with what happened, since when, and the next step. Where the sign-in has ended, or must be confirmed, that is
 * done here, over the page; nothing on it is lost.
 *
 * @param doing a change also says what became of it
 * @param onRetry asks again; only for reads. It is also called by itself when the error names a time
 * @param storedHref where the operator sees what is stored, for a change of which nobody knows whether it was made
 * @param onSignedIn goes on after that; else a read is tried again, and a change waits for the operator's click
 */
export function ErrorNotice({
  error,
  doing,
  onRetry,
  onSignedIn = onRetry,
  retrying = false,
  stale,
  storedHref,
  className,
}: {
  error: AppError;
  doing: Doing;
  onRetry?: () => void;
  onSignedIn?: (() => void) | undefined;
  retrying?: boolean;
  stale?: StaleRows | undefined;
  storedHref?: string;
  className?: string;
}) {
  useRetryWhenDue(error, onRetry);
  const [settled, setSettled] = useState<AppError>();
  const { title, text } = errorWords(error, doing);
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
        ) : onRetry !== undefined ? (
          <Button variant="secondary" size="sm" pending={retrying} onClick={onRetry}>
            Try again
          </Button>
        ) : storedHref !== undefined && isOutcomeUnknown(error) ? (
          // In a tab of its own: what was typed here stays.
          <a
            href={storedHref}
            target="_blank"
            rel="noopener noreferrer"
            className="button button-secondary button-sm"
          >
            See what is stored <ExternalLink aria-hidden="true" className="size-3.5" />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
        ) : undefined
      }
    >
      <p>
        {text}
        {onRetry !== undefined && dueMs(error) !== undefined && ' This page does so by itself.'}
      </p>
      {(since !== undefined || stale !== undefined) && (
        <p className="text-[0.8125rem]">
          {since !== undefined && (
            <>
              It began <RelativeTime value={since} />.{' '}
            </>
          )}
          {stale !== undefined && (
            <>
              {stale.current ? 'The list below was read' : 'The list below is still the one before, read'}{' '}
              <RelativeTime value={stale.readAt} />.
            </>
          )}
        </p>
      )}
    </Notice>
  );
}
