import { useEffect, useId, useRef } from 'react';
import { PROGRESS_BAR } from '@/components/ui/progress-bar';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format/bytes';
import type { UploadRun } from './use-upload';

/** How far a file is on its way, and the way to stop it. */
export function UploadRunning({ run, onCancel }: { run: UploadRun; onCancel: () => void }) {
  const id = useId();
  const { name, size, sent } = run;
  const isSent = sent >= size;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed is gone; the focus must not go with it.
    button.current?.focus();
  }, []);
  return (
    <div className="panel flex flex-col gap-2 p-5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span id={id} className="min-w-0 font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </span>
        <span role="status" className="text-muted tabular-nums">
          {isSent ? 'Reading its rows…' : 'Sending…'}
        </span>
      </p>
      <progress aria-labelledby={id} {...(!isSent && { value: sent, max: size })} className={PROGRESS_BAR} />
      <div className="flex items-center justify-between gap-4 pt-1">
        <p className="text-[0.8125rem] text-muted tabular-nums">
          {isSent ? formatBytes(size) : `${formatBytes(sent)} of ${formatBytes(size)}`}
        </p>
        <Button ref={button} size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
