import type { Job } from '@/lib/jobs/schema';
import { isMoving, jobsOptions } from '@/lib/queries/jobs';

/** How often jobs are asked for while one of them is at work, in milliseconds. */
const POLL_MS = 2_000;

/** The jobs, asked for again and again while one of them is at work. */
export function watchedJobsOptions() {
  return {
    ...jobsOptions(),
    refetchInterval: ({ state: { data } }: { state: { data: { pages: { jobs: Job[] }[] } | undefined } }) =>
      data?.pages.some(({ jobs }) => jobs.some(isMoving)) === true && POLL_MS,
  };
}
