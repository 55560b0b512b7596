'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/lib/format/numbers';
import type { Job } from '@/lib/jobs/schema';
import { jobItemsOptions } from '@/lib/queries/jobs';
import { ITEM_WORDS, rejectedCount, resultWords, troubleCount } from './job-words';

/** Failures listed here; the rest is on the page of the job and in its report. */
const MOST = 20;

/** How a job came out, and what failed with its reason. */
export function JobResult({ job }: { job: Job }) {
  const { left, done, unchanged } = job.counts;
  const failed = job.counts.failed - rejectedCount(job);
  const troubled = troubleCount(job);
  const words = `${resultWords(job)}.`;
  if (troubled > 0)
    return (
      <>
        <Notice
          tone="danger"
          title={failed > 0 ? `${formatCount(failed)} failed` : `${formatCount(troubled)} unknown`}
          className="mb-0"
        >
          {words}
        </Notice>
        <Troubles job={job} />
      </>
    );
  return (
    <Notice tone="info" title={title(job)} className="mb-0">
      {words}
      {left > 0 && ' What was not tried was not changed.'}
      {job.kind === 'import' &&
        done > 0 &&
        ' An import cannot be undone as a whole; each change can be taken back from its audit entry.'}
      {left === 0 && done === 0 && unchanged > 0 && ' Everything was already as asked.'}
    </Notice>
  );
}

function title({ state, counts }: Job): string {
  if (state === 'cancelled') return 'Cancelled';
  return counts.done === 0 ? 'Nothing was to be done' : 'Done';
}

/** What failed, and of which nobody knows whether it was done. */
function Troubles({ job }: { job: Job }) {
  const failed = useInfiniteQuery({
    ...jobItemsOptions(job.id, 'failed'),
    enabled: job.counts.failed > 0,
  });
  const unknown = useInfiniteQuery({
    ...jobItemsOptions(job.id, 'unknown'),
    enabled: job.counts.unknown > 0,
  });
  // What was rejected was shown before the job began.
  const items = [failed, unknown]
    .flatMap(({ data }) => data?.pages[0]?.items ?? [])
    .filter(({ plan }) => plan !== 'reject');
  const more = troubleCount(job) - Math.min(items.length, MOST);
  if (items.length === 0) return null;
  return (
    <>
      <ul
        aria-label="Failed"
        tabIndex={0}
        className="max-h-60 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {items.slice(0, MOST).map((item) => (
          <li key={item.position} className="px-3 py-2">
            <bdi className="line-clamp-2 font-medium">{item.name ?? item.external_id ?? item.target_id}</bdi>
            <p className="text-[0.8125rem] text-muted">
              {item.state === 'unknown' && `${ITEM_WORDS.unknown}: `}
              {item.reason ?? 'No reason is known.'}
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-[0.8125rem] text-muted">and {formatCount(more)} more, in the report</p>}
    </>
  );
}
