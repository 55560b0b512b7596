'use client';

import { useEffect, useRef, useState } from 'react';
import { answeredAction } from '@/components/actions/answered-action';
import { useWrite } from '@/components/actions/use-write';
import { cancelJob, prepareJob } from '@/lib/actions/jobs';
import type { AppError } from '@/lib/errors/app-error';
import type { Job, JobRequest } from '@/lib/jobs/schema';
import { jobSelectionOf, type Chosen } from './chosen';

/** Has a job put together over what is chosen. Nothing is changed by that. */
export function usePreparation(chosen: Chosen) {
  const { pending, write } = useWrite();
  const [job, setJob] = useState<Job>();
  const [error, setError] = useState<AppError>();
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  const prepare = (request: JobRequest) => {
    setError(undefined);
    write(
      () => prepareJob({ request, selection: jobSelectionOf(chosen) }),
      (outcome) => {
        if (!outcome.ok) setError(outcome.error);
        else setJob(outcome.value);
        // Whoever asked for it has closed the dialog meanwhile: it does not wait among the other jobs.
        if (outcome.ok && left.current) void discard(outcome.value);
        return false;
      },
    );
  };
  return { job, setJob, error, pending, prepare };
}

/** Ends a job that was looked at and left. Nobody waits for that, and one that stays waits on the page of jobs. */
export async function discard({ id }: Job): Promise<void> {
  try {
    await answeredAction(() => cancelJob({ job: id }));
  } catch {
    // The sign-in is over: whoever signs in again finds the job waiting.
  }
}
