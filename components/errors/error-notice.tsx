'use client';

import { ExternalLink } from 'lucide-react';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
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
 * An error with what happened, since when, and the next step.
 *
 * @param doing a change also says what became of it
 * @param onRetry asks again; only for reads. It is also called by itself when the error names a time
 * @param storedHref where the operator sees what is stored, for a change of which nobody knows whether it was made
 */
export function ErrorNotice({
  error,
  doing,
  onRetry,
  retrying = false,
  stale,
  storedHref,
  className,
}: {
  error: AppError;
  doing: Doing;
  onRetry?: () => void;
  retrying?: boolean;
  stale?: StaleRows | undefined;
  storedHref?: string;
  className?: string;
}) {
  useRetryWhenDue(error, onRetry);
  const { title, text } = errorWords(error, doing);
  const since = 'since' in error ? error.since : undefined;
  return (
    <Notice
      tone="danger"
      title={title}
      {...(className !== undefined && { className })}
      action={
        onRetry !== undefined ? (
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
