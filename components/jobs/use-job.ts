'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { cancelJob, pauseJob, prepareJob, resumeJob, retryJob, startJob } from '@/lib/actions/jobs';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import type { Job } from '@/lib/jobs/schema';
import { jobKeys, jobOptions } from '@/lib/queries/jobs';
import { queryError } from '@/lib/queries/outcome-json';
import { announceJob, noteShown } from './job-news';

/** One job on screen, kept up to date, with what the operator can have done to it. */
export type JobOnScreen = {
  job: Job;
  /** Milliseconds at which it was read. */
  readAt: number;
  /** Why it could not be read again. */
  readError: AppError | undefined;
  readAgain: () => void;
  /** Whether a command is on its way. */
  pending: boolean;
  /** The command that failed last, and the way to give it again. */
  failure: { error: AppError; again: () => void } | undefined;
  start: (count: number) => void;
  pause: () => void;
  resume: () => void;
  cancel: () => void;
  retry: () => void;
  /** Prepares the job that takes this one back. */
  takeBack: () => void;
  /** Gives another command, whose answer is the job as it stands then. */
  give: (command: () => Promise<Outcome<Job>>) => void;
};

/**
 * Follows a job.
 *
 * @param first the job as it was read on the server or answered to the command that made it
 * @param onNext hears of the job that takes this one back, once it is being prepared
 */
export function useJob(first: Job, onNext: (job: Job) => void): JobOnScreen {
  const client = useQueryClient();
  const asked = useQuery({ ...jobOptions(first.id), initialData: first });
  const { pending, write } = useWrite();
  const [failure, setFailure] = useState<JobOnScreen['failure']>();
  const job = asked.data;
  useEffect(() => noteShown(first.id), [first.id]);

  const show = (next: Job) => {
    client.setQueryData(jobOptions(next.id).queryKey, next);
    void client.invalidateQueries({ queryKey: jobKeys.list });
  };
  const give = (command: () => Promise<Outcome<Job>>, settle: (next: Job) => void = show) => {
    setFailure(undefined);
    write(
      async () => {
        // A read from before the command must not be answered after it.
        await client.cancelQueries({ queryKey: jobOptions(job.id).queryKey });
        return command();
      },
      (outcome) => {
        if (outcome.ok) settle(outcome.value);
        else setFailure({ error: outcome.error, again: () => give(command, settle) });
        return false;
      },
    );
  };
  return {
    job,
    readAt: asked.dataUpdatedAt,
    readError: asked.error === null ? undefined : queryError(asked.error),
    readAgain: () => void asked.refetch(),
    pending,
    failure,
    start: (count) =>
      give(
        () => startJob({ job: job.id, count }),
        (next) => {
          show(next);
          announceJob(next.id);
        },
      ),
    pause: () => give(() => pauseJob({ job: job.id })),
    resume: () => give(() => resumeJob({ job: job.id })),
    cancel: () => give(() => cancelJob({ job: job.id })),
    retry: () =>
      give(
        () => retryJob({ job: job.id }),
        (next) => {
          show(next);
          announceJob(next.id);
        },
      ),
    takeBack: () => give(() => prepareJob({ request: { kind: 'take-back', job: job.id } }), onNext),
    give: (command) => give(command),
  };
}
