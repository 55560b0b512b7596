'use client';

import { useRef, type ReactNode, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { jobTitle } from '@/components/jobs/job-words';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { AppError } from '@/lib/errors/app-error';
import type { Job } from '@/lib/jobs/schema';
import { submitOnModifiedEnter } from '../form/form-keys';
import { chosenWords, type Chosen } from './chosen';
import { JobInDialog } from './job-in-dialog';

/**
 * The dialog of a change to many that can be taken back: first what to do, then what that would change, then the work.
 *
 * @param children what to do; it stands there until the job is put together
 * @param idle why it cannot go on yet
 * @param mayLeave asked before Escape closes what is being chosen
 */
export function JobDialog({
  title,
  chosen,
  job,
  error,
  pending,
  idle,
  mayLeave = () => true,
  children,
  onContinue,
  onJob,
  onClose,
}: {
  title: string;
  chosen: Chosen;
  job: Job | undefined;
  error: AppError | undefined;
  pending: boolean;
  idle: string | undefined;
  mayLeave?: () => boolean;
  children: ReactNode;
  onContinue: () => void;
  onJob: (job: Job) => void;
  onClose: () => void;
}) {
  const dismiss = useRef<HTMLButtonElement>(null);
  const leaveRef: RefObject<(() => void) | undefined> = useRef(undefined);
  return (
    <Dialog
      title={job === undefined ? title : jobTitle(job)}
      description={chosenWords(chosen)}
      onClose={() => {
        if (leaveRef.current !== undefined) leaveRef.current();
        else if (mayLeave()) onClose();
      }}
    >
      {job === undefined ? (
        <form
          noValidate
          onKeyDown={submitOnModifiedEnter}
          onSubmit={(event) => {
            event.preventDefault();
            if (idle === undefined) onContinue();
          }}
        >
          <div className="flex flex-col gap-3 px-5 pt-2 pb-4">
            {error !== undefined && (
              <ErrorNotice error={error} doing="change" onSignedIn={onContinue} className="mb-0" />
            )}
            {children}
          </div>
          <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={pending} disabledReason={idle}>
              Continue
            </Button>
          </div>
        </form>
      ) : (
        <JobInDialog
          key={job.id}
          first={job}
          dismiss={dismiss}
          leaveRef={leaveRef}
          onNext={onJob}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
