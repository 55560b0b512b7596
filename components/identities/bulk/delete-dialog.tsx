'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toasts';
import { beforeDeletingMany, deleteOneOfMany } from '@/lib/actions/bulk-identities';
import type { AppError } from '@/lib/errors/app-error';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { DeleteStakes } from './delete-stakes';
import { retryable, type BulkReport } from './one-by-one';
import { RunProgress, RunReport } from './run-state';
import { dropDeletedRows } from './shown-rows';
import { useBulkRun } from './use-bulk-run';
import { identitiesWords, isCountTyped } from './words';

/**
 * Deletes the selected identities, one after the other, once their count has been typed. There is no form around the
 * box, so Enter in it does nothing.
 *
 * @param rows the selection when the dialog was opened; what is selected later does not creep in
 */
export default function BulkDeleteDialog({
  rows,
  onClose,
}: {
  rows: readonly IdentityRow[];
  onClose: () => void;
}) {
  const client = useQueryClient();
  const dismiss = useRef<HTMLButtonElement>(null);
  const stakesId = useId();
  const boxId = useId();
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<AppError>();
  const { pending: asking, write: ask } = useWrite();

  const settle = ({ done, failed, left }: BulkReport<IdentityRow, unknown>) => {
    dropDeletedRows(
      client,
      done.map(({ item }) => item),
    );
    if (done.length > 0) toast.success(`${identitiesWords(done.length)} deleted`);
    if (failed.length === 0 && left.length === 0) onClose();
  };
  const { progress, report, start, cancel } = useBulkRun((row) => deleteOneOfMany({ id: row._id }), settle);

  // Whether the sign-in is recent enough is asked before the run, so that it does not stop at its first identity.
  const begin = () => {
    setRefusal(undefined);
    ask(
      () => beforeDeletingMany(),
      (outcome) => {
        if (outcome.ok) start(rows);
        else setRefusal(outcome.error);
        return false;
      },
    );
  };

  const phase = progress !== undefined ? 'running' : report !== undefined ? 'ended' : 'asking';
  useEffect(() => {
    // The button that was pressed is gone in the next phase; the focus must not go with it.
    if (phase !== 'asking') dismiss.current?.focus();
  }, [phase]);

  const many = identitiesWords(rows.length);
  const again = report === undefined ? [] : retryable(report);
  return (
    <AlertDialog
      title={`Delete ${many}?`}
      describedBy={stakesId}
      cancel={dismiss}
      onClose={phase === 'running' ? cancel : onClose}
    >
      <div className="flex flex-col gap-3 px-5 pb-4">
        <div id={stakesId} hidden={phase !== 'asking'}>
          <DeleteStakes rows={rows} />
        </div>
        {phase === 'asking' && refusal !== undefined && (
          <ErrorNotice error={refusal} doing="read" onRetry={begin} className="mb-0" />
        )}
        {phase === 'asking' && (
          <div className="flex flex-col gap-1.5">
            <label htmlFor={boxId} className="font-medium">
              Type {rows.length} to confirm
            </label>
            <input
              id={boxId}
              className="input w-32 tabular-nums"
              inputMode="numeric"
              autoComplete="off"
              enterKeyHint="done"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        )}
        {progress !== undefined && <RunProgress label="Deleting identities" {...progress} />}
        {phase === 'ended' && report !== undefined && (
          <RunReport
            report={report}
            doneWords={`${identitiesWords(report.done.length)} deleted`}
            onGoOn={() => start(again)}
          />
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={dismiss} onClick={phase === 'running' ? cancel : onClose}>
          {phase === 'ended' ? 'Close' : 'Cancel'}
        </Button>
        {phase === 'asking' && (
          <Button
            variant="danger"
            disabled={!isCountTyped(typed, rows.length)}
            pending={asking}
            onClick={begin}
          >
            Delete {many}
          </Button>
        )}
        {phase === 'ended' && again.length > 0 && report?.refusal === undefined && (
          <Button variant="danger" onClick={() => start(again)}>
            Try again
          </Button>
        )}
      </div>
    </AlertDialog>
  );
}
