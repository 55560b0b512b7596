'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useOperator } from '@/components/shell/operator';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { changeColumns } from '@/lib/actions/imports';
import { auditHref, WHOLE_LOG } from '@/lib/audit/log-address';
import { operatorMay } from '@/lib/auth/operator';
import { jobHref } from '@/lib/jobs/address';
import type { Job } from '@/lib/jobs/schema';
import { useConfirmation } from './confirm-job';
import { ImportCheck } from './import/import-check';
import { ImportColumns } from './import/import-columns';
import { JobBody } from './job-body';
import { JobControls } from './job-controls';
import { JobItems } from './job-items';
import { JobState } from './job-state';
import { jobTitle, scopeWords } from './job-words';
import { useJob } from './use-job';
import { useSettled } from './use-settled';

/** One job on its own page: what the dialog shows, who asked for it and when, and every item of it. */
export function JobPage({ first }: { first: Job }) {
  const router = useRouter();
  const shown = useJob(first, (next) => router.push(jobHref(next.id)));
  const { job, pending, cancel, give } = shown;
  const { box, button } = useConfirmation(shown);
  useSettled(job);
  const operator = useOperator();
  const mayControl =
    operator !== undefined && (operator.id === job.operator.id || operatorMay(operator, 'job.manage'));
  const asking = job.state === 'preparing' || job.state === 'ready';
  const file = job.request.kind === 'import' ? job.request : undefined;
  if (file !== undefined && (job.state === 'draft' || job.state === 'ready'))
    return (
      <>
        <Title job={job} />
        {job.state === 'ready' ? (
          <ImportCheck shown={shown} request={file} mayControl={mayControl} />
        ) : job.counts.total === undefined ? (
          <p className="panel px-4 py-3 text-muted">
            This file is still being read, or was not read to its end. Import it again.
          </p>
        ) : mayControl ? (
          <ImportColumns shown={shown} request={file} />
        ) : (
          <p className="panel px-4 py-3 text-muted">
            {job.operator.email} has yet to say what the columns of this file are.
          </p>
        )}
      </>
    );
  return (
    <>
      <Title job={job} />
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-label="Progress" className="panel min-w-0">
          <div className="flex flex-col gap-3 p-5">
            <JobBody shown={shown} />
            {mayControl && box}
          </div>
          {mayControl && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 empty:hidden">
              {file !== undefined && job.state === 'preparing' && (
                <Button pending={pending} onClick={() => give(() => changeColumns({ job: job.id }))}>
                  Change columns
                </Button>
              )}
              {asking && (
                <Button pending={pending} onClick={cancel}>
                  Cancel job
                </Button>
              )}
              <JobControls shown={shown} />
              {button}
            </div>
          )}
        </section>
        <dl className="panel divide-y divide-line text-[0.8125rem]">
          {job.selection !== undefined && <Fact name="Goes over">{scopeWords(job)}</Fact>}
          <Fact name="Asked for by">
            <bdi>{job.operator.email}</bdi>
          </Fact>
          <Fact name="Asked for">
            <RelativeTime value={job.created} />
          </Fact>
          {job.started !== undefined && (
            <Fact name="Begun">
              <RelativeTime value={job.started} />
            </Fact>
          )}
          {job.ended !== undefined && (
            <Fact name="Ended">
              <RelativeTime value={job.ended} />
            </Fact>
          )}
          {job.started !== undefined && (
            <Fact name="Recorded">
              <Link href={auditHref(WHOLE_LOG, { job: job.id })} prefetch={false} className="link">
                Show in the audit log
              </Link>
            </Fact>
          )}
          {job.taken_back_by !== undefined && (
            <Fact name="Undone by">
              <Link href={jobHref(job.taken_back_by)} prefetch={false} className="link">
                another job
              </Link>
            </Fact>
          )}
          {job.request.kind === 'take-back' && typeof job.request.job === 'string' && (
            <Fact name="Undoes">
              <Link href={jobHref(job.request.job)} prefetch={false} className="link">
                another job
              </Link>
            </Fact>
          )}
        </dl>
      </div>
      {job.state !== 'preparing' && <JobItems job={job} />}
    </>
  );
}

function Title({ job }: { job: Job }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-3 pb-4">
      <h1 className="min-w-0 text-xl font-semibold tracking-tight wrap-anywhere">{jobTitle(job)}</h1>
      <JobState job={job} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3 px-4 py-2.5">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
