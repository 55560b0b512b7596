'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useRef, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { identitiesWords } from '@/lib/identity/count-words';
import { jobOptions } from '@/lib/queries/jobs';
import { clearSelection, deselect } from '../selection';
import { chosenWords, type Chosen } from './chosen';
import { DeleteStakes } from './delete-stakes';
import { JobInDialog } from './job-in-dialog';
import { usePreparation } from './use-preparation';

/** Deletes what is chosen, once its count has been typed. What is being deleted leaves the selection. */
export default function DeleteJobDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const dismiss = useRef<HTMLButtonElement>(null);
  const leaveRef: RefObject<(() => void) | undefined> = useRef(undefined);
  const stakes = useId();
  const { job, setJob, error, pending, prepare } = usePreparation(chosen);
  const again = () => prepare({ kind: 'delete' });
  const begin = useEffectEvent(again);
  useEffect(() => begin(), []);

  // The job as it is followed below; nothing is asked for from here.
  const { data: now = job } = useQuery({ ...jobOptions(job?.id ?? ''), enabled: false });
  const counted = now?.preview?.would_change ?? (now === undefined ? undefined : now.counts.total);
  const count = counted ?? (chosen.by === 'ids' ? chosen.rows.length : undefined);
  const begun = now !== undefined && now.state !== 'preparing' && now.state !== 'ready';
  const drop = () => {
    if (chosen.by === 'ids') deselect(chosen.rows.map(({ _id }) => _id));
    else clearSelection();
  };
  return (
    <AlertDialog
      title={count === undefined ? 'Delete identities?' : `Delete ${identitiesWords(count)}?`}
      describedBy={stakes}
      cancel={dismiss}
      onClose={() => (leaveRef.current ?? onClose)()}
    >
      <p className="line-clamp-2 px-5 wrap-anywhere text-muted">{chosenWords(chosen)}</p>
      <div id={stakes} hidden={begun} className="px-5 pt-2">
        <DeleteStakes chosen={chosen} />
      </div>
      {job === undefined ? (
        <>
          <div className="px-5 pt-2 pb-4">
            {error !== undefined ? (
              <ErrorNotice error={error} doing="change" onRetry={again} retrying={pending} className="mb-0" />
            ) : (
              <p role="status" className="text-muted">
                Counting…
              </p>
            )}
          </div>
          <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
            <Button ref={dismiss} onClick={onClose}>
              Cancel
            </Button>
          </div>
        </>
      ) : (
        <JobInDialog
          key={job.id}
          first={job}
          dismiss={dismiss}
          leaveRef={leaveRef}
          onBegun={drop}
          onNext={setJob}
          onClose={onClose}
        />
      )}
    </AlertDialog>
  );
}
