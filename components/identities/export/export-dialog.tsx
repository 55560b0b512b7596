'use client';

import { useEffect, useRef, useState } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { useOperator } from '@/components/shell/operator';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FORMAT_WORDS } from '@/lib/export/formats';
import type { ExportSelection } from '@/lib/export/request';
import { ColumnChoice } from './column-choice';
import { ExportEnded, ExportRunning } from './export-state';
import { FormatChoice } from './format-choice';
import { keepChoice, keptChoice } from './kept-choice';
import { KeyColumns } from './key-columns';
import { isRunning, useExportRun } from './use-export-run';
import { figuresWords, selectionWords, type DialogSelection } from './words';

/**
 * Exports a selection, or all that a view of the list shows: format and columns first, then how it goes. Imported lazily
 * by whoever shows it.
 *
 * @param selection as it was when the dialog was opened; what is chosen later does not creep in
 */
export default function ExportDialog({
  selection: given,
  onClose,
}: {
  selection: DialogSelection;
  onClose: () => void;
}) {
  const [selection] = useState(given);
  const operator = useOperator()?.id ?? '';
  const [choice, setChoice] = useState(() => keptChoice(operator));
  const { starting, refusal, run, start, cancel } = useExportRun();
  const dismiss = useRef<HTMLButtonElement>(null);

  const phase = run === undefined ? 'choosing' : isRunning(run) ? 'running' : 'ended';
  useEffect(() => {
    // The button that was pressed is gone in the next phase; the focus must not go with it.
    if (phase !== 'choosing') dismiss.current?.focus();
  }, [phase]);

  const begin = () => {
    keepChoice(operator, choice);
    void start({ selection: asked(selection), ...choice });
  };
  const isNothing = choice.fields.length + choice.keys.length === 0;
  const canTryAgain = phase === 'ended' && run?.progress?.state !== 'done';
  return (
    <Dialog
      title="Export identities"
      description={selectionWords(selection)}
      // On a phone the columns are longer than the window: the buttons stay in sight, over nothing that has the focus.
      className="scroll-pb-16"
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 px-5 pt-2 pb-4">
        {refusal !== undefined && (
          <ErrorNotice error={refusal} doing="read" onSignedIn={begin} className="mb-0" />
        )}
        {phase === 'choosing' && (
          <>
            <FormatChoice value={choice.format} onChange={(format) => setChoice({ ...choice, format })} />
            <ColumnChoice
              fields={choice.fields}
              figures={figuresWords(selection)}
              onChange={(fields) => setChoice({ ...choice, fields })}
            />
            <KeyColumns keys={choice.keys} onChange={(keys) => setChoice({ ...choice, keys })} />
          </>
        )}
        {phase === 'running' && run !== undefined && (
          <ExportRunning
            run={run}
            total={selection.by === 'ids' ? selection.ids.length : selection.about}
            isExact={selection.by === 'ids'}
          />
        )}
        <div role="status">{phase === 'ended' && run !== undefined && <ExportEnded run={run} />}</div>
      </div>
      <div className="sticky bottom-0 flex flex-wrap justify-end gap-2 border-t border-line bg-surface px-5 py-3">
        {phase === 'running' && <Button onClick={() => void cancel()}>Cancel export</Button>}
        <Button ref={dismiss} onClick={onClose}>
          {phase === 'choosing' ? 'Cancel' : 'Close'}
        </Button>
        {phase === 'choosing' && (
          <Button
            variant="primary"
            pending={starting}
            disabledReason={isNothing ? 'Choose at least one column.' : undefined}
            onClick={begin}
          >
            {`Export ${FORMAT_WORDS[choice.format].title}`}
          </Button>
        )}
        {canTryAgain && (
          <Button variant="primary" pending={starting} onClick={begin}>
            Try again
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function asked(selection: DialogSelection): ExportSelection {
  if (selection.by === 'ids')
    return {
      by: 'ids',
      ids: [...selection.ids],
      ...(selection.days !== undefined && { days: selection.days }),
    };
  const { search, tags, sort, days } = selection.query;
  return { by: 'matching', search, tags, sort, ...(days !== undefined && { days }) };
}
