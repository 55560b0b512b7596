'use client';

import { Download, Pause, Play, Undo2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { jobReportHref } from '@/lib/queries/jobs';
import { isOver, troubleCount } from './job-words';
import { RejectedRowsLink } from './import/rejected-rows-link';
import type { JobOnScreen } from './use-job';

/** What can be done to a job in its present state, but for beginning it. */
export function JobControls({ shown }: { shown: JobOnScreen }) {
  const { job, pending, pause, resume, cancel, retry, takeBack } = shown;
  const undone = troubleCount(job);
  if (job.state === 'running' || job.state === 'paused')
    return (
      <>
        <Button pending={pending} onClick={cancel}>
          Cancel job
        </Button>
        {job.state === 'running' ? (
          <Button pending={pending} onClick={pause}>
            <Pause aria-hidden="true" className="size-3.5" /> Pause
          </Button>
        ) : (
          <Button variant="primary" pending={pending} onClick={resume}>
            <Play aria-hidden="true" className="size-3.5" /> Resume
          </Button>
        )}
      </>
    );
  if (!isOver(job)) return null;
  return (
    <>
      <a href={jobReportHref(job.id)} download className="button button-secondary">
        <Download aria-hidden="true" className="size-3.5" /> Download report
      </a>
      {job.started !== undefined && (job.plans?.reject ?? 0) > 0 && <RejectedRowsLink job={job} />}
      {job.can_take_back && (
        <Button pending={pending} onClick={takeBack}>
          <Undo2 aria-hidden="true" className="size-3.5" /> Undo
        </Button>
      )}
      {undone > 0 && (
        <Button variant="primary" pending={pending} onClick={retry}>
          Try the failed again
        </Button>
      )}
    </>
  );
}
