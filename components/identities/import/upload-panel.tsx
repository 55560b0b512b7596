'use client';

import clsx from 'clsx';
import { FileUp } from 'lucide-react';
import { useId, useRef } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useDroppedFile } from './use-dropped-file';
import { useUpload } from './use-upload';
import { UploadRunning } from './upload-running';

/** Takes a file, by the picker or dropped anywhere on the page, and sends it. */
export function UploadPanel() {
  const hint = useId();
  const picker = useRef<HTMLInputElement>(null);
  const { run, issue, failure, take, cancel, again } = useUpload();
  const isOver = useDroppedFile(run === undefined ? take : undefined);
  return (
    <>
      {issue !== undefined && (
        <Notice tone="danger" title={issue.title}>
          {issue.text}
        </Notice>
      )}
      {failure !== undefined && (
        <ErrorNotice error={failure} doing="read" onRetry={again} onSignedIn={again} />
      )}
      {run === undefined ? (
        <div
          className={clsx(
            'flex flex-col items-center gap-1 rounded-lg border border-dashed px-6 py-12 text-center',
            isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
          )}
        >
          <FileUp aria-hidden="true" className={clsx('size-6', isOver ? 'text-accent' : 'text-muted')} />
          <p className="pt-2 font-medium">
            {isOver ? 'Drop the file to read it' : 'Drop a file anywhere on this page'}
          </p>
          <p id={hint} className="text-[0.8125rem] text-muted">
            CSV, Excel (XLSX) or JSON lines, up to 100 MB and 100,000 rows
          </p>
          <div className="pt-3">
            <Button
              variant="primary"
              data-command="Choose a file"
              aria-describedby={hint}
              onClick={() => picker.current?.click()}
            >
              Choose a file
            </Button>
            {/* The button stands for it: a picker of its own look cannot be made. */}
            <input
              ref={picker}
              type="file"
              hidden
              aria-label="File to import"
              accept=".csv,.xlsx,.jsonl,.ndjson"
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                // The same file, mended meanwhile, can be chosen again.
                target.value = '';
                if (file !== undefined) take(file);
              }}
            />
          </div>
        </div>
      ) : (
        <UploadRunning run={run} onCancel={cancel} />
      )}
    </>
  );
}
