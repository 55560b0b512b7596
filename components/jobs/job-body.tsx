'use client';

import { ErrorNotice } from '@/components/errors/error-notice';
import { JobCounting, JobProgress } from './job-progress';
import { JobPreview } from './job-preview';
import { JobResult } from './job-result';
import { isAtWork, isOver, stateWords } from './job-words';
import type { JobOnScreen } from './use-job';

/** A job as it stands: what it would do, how far it is, or how it came out. The same in the dialog and on its page. */
export function JobBody({ shown }: { shown: JobOnScreen }) {
  const { job, readAt, failure, readError, readAgain } = shown;
  return (
    <>
      <p role="status" className="sr-only">
        {stateWords(job)}
      </p>
      {failure !== undefined && (
        <ErrorNotice
          error={failure.error}
          doing="change"
          // What was asked for a moment ago goes on once the operator has proved who they are.
          onSignedIn={failure.again}
          className="mb-0"
        />
      )}
      {readError !== undefined && (
        <ErrorNotice error={readError} doing="read" onRetry={readAgain} className="mb-0" />
      )}
      {job.state === 'preparing' && <JobCounting job={job} />}
      {job.state === 'ready' && <JobPreview job={job} />}
      {isAtWork(job) && <JobProgress job={job} readAt={readAt} />}
      {isOver(job) && <JobResult job={job} />}
    </>
  );
}
