'use client';

import { useId } from 'react';
import { useTimeZone } from '@/components/time/time-zone';
import { Notice } from '@/components/ui/notice';
import { PROGRESS_BAR } from '@/components/ui/progress-bar';
import { formatCount } from '@/lib/format/numbers';
import { formatClockExact, formatTimeLeft, parseInstant } from '@/lib/format/times';
import type { Job, JobState } from '@/lib/jobs/schema';
import { checkedCount, endedCount, jobTitle, resultWords, stateWords } from './job-words';
import { useRate } from './use-rate';

const STANDING: Partial<Record<JobState, string>> = {
  paused: 'Nothing is changed until it is resumed. What is done stays done.',
  cancelled: 'What is on its way to the service comes to its end. What is done stays done.',
};

/** How far a job is that runs or is paused: `120 of 214`, how fast, how long still, and why it waits. */
export function JobProgress({ job, readAt }: { job: Job; readAt: number }) {
  const id = useId();
  const rate = useRate(job, readAt);
  const { total } = job.counts;
  const ended = endedCount(job.counts);
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span id={id} className="min-w-0 font-medium wrap-anywhere">
          {job.state === 'running' ? jobTitle(job) : stateWords(job)}
        </span>
        <span className="tabular-nums">
          {formatCount(ended)}
          {total !== undefined && ` of ${formatCount(total)}`}
        </span>
      </p>
      <progress
        aria-labelledby={id}
        value={ended}
        max={total ?? Math.max(1, ended)}
        className={PROGRESS_BAR}
      />
      <p className="flex min-h-5 flex-wrap justify-between gap-x-4 text-[0.8125rem] text-muted tabular-nums">
        <span>{resultWords(job)}</span>
        {job.state === 'running' && rate !== undefined && job.waiting_for === undefined && (
          <span>
            {formatCount(Math.round(rate * 10) / 10)} a second
            {total !== undefined && `, ${formatTimeLeft(((total - ended) / rate) * 1_000)}`}
          </span>
        )}
      </p>
      <Waiting job={job} />
      <p className="text-[0.8125rem] text-muted">
        {STANDING[job.state] ??
          'You can close this page: the job goes on without it. What is done stays done.'}
      </p>
    </div>
  );
}

/** A job whose items are being put together or, once the operator has given their word, counted once more. */
export function JobCounting({ job }: { job: Job }) {
  const id = useId();
  const again = job.started !== undefined;
  const isImport = job.kind === 'import';
  const found = isImport ? checkedCount(job) : job.counts.waiting + endedCount(job.counts);
  const total = again ? undefined : job.counts.total;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex justify-between gap-4">
        <span id={id} className="font-medium">
          {again ? 'Counting once more…' : isImport ? 'Checking the rows…' : 'Counting…'}
        </span>
        {!again && (
          <span className="text-muted tabular-nums">
            {formatCount(found)}
            {total === undefined ? ' so far' : ` of ${formatCount(total)}`}
          </span>
        )}
      </p>
      <progress
        aria-labelledby={id}
        {...(total !== undefined && { value: found, max: total })}
        className={PROGRESS_BAR}
      />
      <Waiting job={job} />
      <p className="text-[0.8125rem] text-muted">
        {again
          ? 'Nothing is changed before the count is sure. If it has moved, you are asked again.'
          : 'Nothing is changed yet: first it is shown what would be, and you are asked.'}
      </p>
    </div>
  );
}

/** Why nothing is done at the moment, and until when. */
function Waiting({ job: { state, waiting_for: why, resume_at: until } }: { job: Job }) {
  const zone = useTimeZone();
  const due = parseInstant(until);
  if (why === undefined) return null;
  const goesOn =
    due === undefined ? 'It goes on by itself.' : `It goes on by itself at ${formatClockExact(due, zone)}.`;
  return (
    <Notice tone="info" title={why} className="mb-0">
      {state !== 'paused' && goesOn}
    </Notice>
  );
}
