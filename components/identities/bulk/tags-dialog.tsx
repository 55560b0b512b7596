'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toasts';
import { changeIdentityTags } from '@/lib/actions/bulk-identities';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { retryable, type BulkReport } from './one-by-one';
import { RunProgress, RunReport } from './run-state';
import { showChangedRows } from './shown-rows';
import { TagChoice } from './tag-choice';
import { tagPreview, type TagMode } from './tag-preview';
import { useBulkRun } from './use-bulk-run';
import { identitiesWords } from './words';

type Changed = { status: 'changed' | 'unchanged'; row: IdentityRow };
type Report = BulkReport<IdentityRow, Changed>;

/**
 * Adds tags to the selected identities, or removes some from them: says what it would change, then does it one
 * identity after the other.
 *
 * @param rows the selection when the dialog was opened; what is selected later does not creep in
 */
export default function BulkTagsDialog({
  mode,
  rows,
  onClose,
}: {
  mode: TagMode;
  rows: readonly IdentityRow[];
  onClose: () => void;
}) {
  const client = useQueryClient();
  const box = useRef<HTMLInputElement>(null);
  const dismiss = useRef<HTMLButtonElement>(null);
  const [tags, setTags] = useState<string[]>([]);

  const settle = (report: Report) => {
    const changed = changedCount(report);
    showChangedRows(
      client,
      report.done.map(({ value }) => value.row),
      rows,
    );
    if (changed > 0) toast.success(`Tags changed on ${identitiesWords(changed)}`);
    if (report.failed.length > 0 || report.left.length > 0) return;
    if (changed === 0) toast.success('The tags were already as asked');
    onClose();
  };
  const { progress, report, start, cancel } = useBulkRun(
    (row) =>
      changeIdentityTags({
        id: row._id,
        add: mode === 'add' ? tags : [],
        remove: mode === 'remove' ? tags : [],
      }),
    settle,
  );

  const phase = progress !== undefined ? 'running' : report !== undefined ? 'ended' : 'choosing';
  useEffect(() => {
    // The button that was pressed is gone in the next phase; the focus must not go with it.
    if (phase !== 'choosing') dismiss.current?.focus();
  }, [phase]);

  const leave = () => {
    if (phase === 'running') cancel();
    // Escape closes the suggestions first. Radix hears the key before the field can keep it from the dialog.
    else if (box.current?.getAttribute('aria-expanded') !== 'true') onClose();
  };

  const { due, words } = tagPreview(rows, tags, mode);
  const again = report === undefined ? [] : retryable(report);
  return (
    <Dialog
      title={mode === 'add' ? 'Add tags' : 'Remove tags'}
      description={`${identitiesWords(rows.length)} selected. Other tags stay as they are.`}
      onClose={leave}
    >
      <div className="flex flex-col gap-3 px-5 pt-2 pb-4">
        {phase === 'choosing' && (
          <TagChoice mode={mode} rows={rows} tags={tags} box={box} words={words} onChange={setTags} />
        )}
        {progress !== undefined && (
          <RunProgress label={mode === 'add' ? 'Adding tags' : 'Removing tags'} {...progress} />
        )}
        {phase === 'ended' && report !== undefined && (
          <RunReport
            report={report}
            doneWords={`Tags changed on ${identitiesWords(changedCount(report))}`}
            onGoOn={() => start(again)}
          />
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={dismiss} onClick={phase === 'running' ? cancel : onClose}>
          {phase === 'ended' ? 'Close' : 'Cancel'}
        </Button>
        {phase === 'choosing' && (
          <Button variant="primary" disabled={due.length === 0} onClick={() => start(due)}>
            {`${mode === 'add' ? 'Add to' : 'Remove from'} ${identitiesWords(due.length)}`}
          </Button>
        )}
        {phase === 'ended' && again.length > 0 && report?.refusal === undefined && (
          <Button variant="primary" onClick={() => start(again)}>
            Try again
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** An identity whose tags someone else changed to the same meanwhile is done, but not changed. */
function changedCount(report: Report): number {
  return report.done.filter(({ value }) => value.status === 'changed').length;
}
