import { Download } from 'lucide-react';
import { rejectedRowsHref } from '@/lib/queries/imports';
import type { Job } from '@/lib/jobs/schema';

/** The way to the file of rejected rows, to mend them and import them again. */
export function RejectedRowsLink({ job }: { job: Pick<Job, 'id'> }) {
  return (
    <a href={rejectedRowsHref(job.id)} download className="button button-secondary">
      <Download aria-hidden="true" className="size-3.5" /> Download rejected rows
    </a>
  );
}
