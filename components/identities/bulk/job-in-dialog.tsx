'use client';

import Link from 'next/link';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useConfirmation } from '@/components/jobs/confirm-job';
import { JobBody } from '@/components/jobs/job-body';
import { JobControls } from '@/components/jobs/job-controls';
import { isOver } from '@/components/jobs/job-words';
import { useJob } from '@/components/jobs/use-job';
import { useSettled } from '@/components/jobs/use-settled';
import { Button } from '@/components/ui/button';
import { jobHref } from '@/lib/jobs/address';
import type { Job } from '@/lib/jobs/schema';
import { discard } from './use-preparation';

/**
 * A job inside the dialog that asked for it, from the counting to its end.
 *
 * @param dismiss the button that leaves the dialog
 * @param leaveRef set to what Escape and the dialog's own cross do in the present state
 * @param onBegun hears once that the job has begun
 * @param onNext hears of the job that takes this one back
 */
export function JobInDialog({
  first,
  dismiss,
  leaveRef,
  onBegun,
  onNext,
  onClose,
}: {
  first: Job;
  dismiss: RefObject<HTMLButtonElement | null>;
  leaveRef: RefObject<(() => void) | undefined>;
  onBegun?: () => void;
  onNext: (job: Job) => void;
  onClose: () => void;
}) {
  const shown = useJob(first, onNext);
  const { job, pending } = shown;
  const { box, button } = useConfirmation(shown);
  useSettled(job);

  const asking = job.state === 'preparing' || job.state === 'ready';
  const begun = !asking && job.started !== undefined;
  const stage = asking ? job.state : isOver(job) ? 'over' : 'at work';

  const heardBegun = useEffectEvent(() => onBegun?.());
  useEffect(() => {
    if (begun) heardBegun();
  }, [begun]);
  useEffect(() => {
    // The button that was pressed is gone in the next stage; the focus must not go with it.
    dismiss.current?.focus();
  }, [stage, dismiss]);

  const close = () => {
    // On its way to begin, it is too late to leave it.
    if (asking && pending) return;
    // Nobody comes back to a job that was looked at and left: it does not wait among the others.
    if (asking) void discard(job);
    onClose();
  };
  useEffect(() => {
    leaveRef.current = close;
    return () => {
      leaveRef.current = undefined;
    };
  });

  return (
    <>
      <div className="flex min-h-0 flex-col gap-3 px-5 pt-2 pb-4">
        <JobBody shown={shown} />
        {box}
        {stage === 'over' && (
          <Link href={jobHref(job.id)} prefetch={false} className="link self-start">
            Every item of this job
          </Link>
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button
          ref={dismiss}
          disabledReason={asking && pending ? 'The job is on its way.' : undefined}
          onClick={close}
        >
          {asking ? 'Cancel' : job.state === 'running' ? 'Run in background' : 'Close'}
        </Button>
        <JobControls shown={shown} />
        {button}
      </div>
    </>
  );
}
