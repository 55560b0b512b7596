'use client';

import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';

/**
 * An error with what happened, since when, and the next step.
 *
 * @param staleSince ISO 8601 time of the rows that stay on screen meanwhile
 */
export function ErrorNotice({
  error,
  onRetry,
  retrying = false,
  staleSince,
  className,
}: {
  error: AppError;
  onRetry?: () => void;
  retrying?: boolean;
  staleSince?: string | undefined;
  className?: string;
}) {
  const { title, text, retry } = errorWords(error);
  const since = 'since' in error ? error.since : undefined;
  return (
    <Notice
      tone="danger"
      title={title}
      {...(className !== undefined && { className })}
      action={
        retry && onRetry !== undefined ? (
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
