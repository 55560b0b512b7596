import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { ColumnHeads } from '@/components/ui/column-heads';
import { formatCount } from '@/lib/format/numbers';
import { jobHref } from '@/lib/jobs/address';
import type { Job } from '@/lib/jobs/schema';
import { JobState } from './job-state';
import { endedCount, jobTitle, resultWords, scopeWords } from './job-words';

/** Jobs, newest first. As cards on a phone, so its roles are explicit: a browser drops those of a table laid out else. */
export function JobsTable({ jobs }: { jobs: readonly Job[] }) {
  return (
    <div role="region" aria-label="Jobs, scrollable" tabIndex={0} className="people-scroll">
      <table role="table" aria-label="Jobs" className="people-table">
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHeads
              names={['Job', 'State', 'Items', 'Result', 'Operator', 'Asked for']}
              right={['Items', 'Asked for']}
            />
          </tr>
        </thead>
        <tbody role="rowgroup">
          {jobs.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ job }: { job: Job }) {
  const ended = endedCount(job.counts);
  const { total } = job.counts;
  return (
    <tr role="row">
      <td role="cell" data-cell="who" className="max-w-96">
        <Link
          href={jobHref(job.id)}
          prefetch={false}
          className="line-clamp-2 font-medium wrap-anywhere hover:underline"
        >
          {jobTitle(job)}
        </Link>
        {job.selection !== undefined && (
          <span className="line-clamp-1 text-xs wrap-anywhere text-muted">{scopeWords(job)}</span>
        )}
      </td>
      <td role="cell" data-label="State">
        <JobState job={job} />
      </td>
      <td role="cell" data-label="Items" className="tabular-nums md:text-right">
        {total === undefined
          ? formatCount(job.counts.waiting + ended)
          : ended === total || ended === 0
            ? formatCount(total)
            : `${formatCount(ended)} of ${formatCount(total)}`}
      </td>
      <td role="cell" data-label="Result">
        {ended === 0 ? (
          <>
            <span aria-hidden="true">—</span>
            <span className="sr-only">none yet</span>
          </>
        ) : (
          resultWords(job)
        )}
      </td>
      <td role="cell" data-label="Operator" className="wrap-anywhere">
        <bdi>{job.operator.email}</bdi>
      </td>
      <td role="cell" data-label="Asked for" className="whitespace-nowrap text-muted md:text-right">
        <RelativeTime value={job.created} />
      </td>
    </tr>
  );
}
