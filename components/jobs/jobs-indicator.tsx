'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useOperator } from '@/components/shell/operator';
import { toast } from '@/components/ui/toasts';
import { formatCount } from '@/lib/format/numbers';
import { jobHref } from '@/lib/jobs/address';
import type { Job } from '@/lib/jobs/schema';
import { isShown } from './job-news';
import { endedCount, isOver, jobTitle, resultWords, stateWords, troubleCount } from './job-words';
import { ProgressRing } from './progress-ring';
import { useSettled } from './use-settled';
import { watchedJobsOptions } from './watched-jobs';

/** In the frame of every page: how far the operator's jobs are, and the way to them. Nothing while there are none. */
export default function JobsIndicator() {
  const { data } = useInfiniteQuery(watchedJobsOptions());
  const operator = useOperator();
  const own = (data?.pages.flatMap(({ jobs }) => jobs) ?? []).filter(
    (job) => job.operator.id === operator?.id,
  );
  // One that waits for the operator's word is shown where it was asked for, and among the jobs.
  const open = own.filter(isBegun);
  const [first] = open;
  return (
    <>
      {own.map((job) => (
        <Settled key={job.id} job={job} />
      ))}
      {first !== undefined && (
        <Link
          href={open.length === 1 ? jobHref(first.id) : '/jobs'}
          prefetch={false}
          data-tip={open.length === 1 ? `${jobTitle(first)}: ${stateWords(first).toLowerCase()}` : 'Jobs'}
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-1 text-[0.8125rem] whitespace-nowrap text-muted tabular-nums hover:bg-raised hover:text-ink sm:px-2"
        >
          <ProgressRing share={shareOf(open)} />
          <span className="sr-only">{open.length === 1 ? 'Job: ' : 'Jobs: '}</span>
          {/* A phone's banner has room for the mark alone. */}
          <span className="max-sm:sr-only">
            {open.length === 1 ? shareWords(first) : `${formatCount(open.length)} jobs`}
          </span>
        </Link>
      )}
    </>
  );
}

/** Whether a job has the operator's word and has not come to its end. */
function isBegun(job: Job): boolean {
  return job.started !== undefined && job.state !== 'ready' && !isOver(job);
}

/** How much of some jobs is done, from 0 to 1. */
function shareOf(jobs: readonly Job[]): number {
  const ended = jobs.reduce((sum, { counts }) => sum + endedCount(counts), 0);
  const total = jobs.reduce((sum, { counts }) => sum + (counts.total ?? 0), 0);
  return total === 0 ? 0 : ended / total;
}

/** `42%`; never all of it while something is left. */
function shareWords(job: Job): string {
  if (!job.counts.total) return stateWords(job);
  return `${Math.floor(shareOf([job]) * 100)}%`;
}

/** Tells how a job came out that ends while nothing on the page shows it. */
function Settled({ job }: { job: Job }) {
  const router = useRouter();
  useSettled(job, () => {
    if (isShown(job.id)) return;
    const words = `${jobTitle(job)}: ${resultWords(job)}`;
    if (troubleCount(job) > 0) toast.error(words);
    else toast.success(words, { action: { label: 'Show', run: () => router.push(jobHref(job.id)) } });
  });
  return null;
}
