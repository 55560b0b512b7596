'use client';

import { useId } from 'react';
import { Notice } from '@/components/ui/notice';
import { exportFileName } from '@/lib/export/formats';
import { formatCount } from '@/lib/format/numbers';
import { identitiesWords } from '@/lib/identity/count-words';
import type { ExportRun } from './use-export-run';

/** Without its own look a browser draws the bar in a colour of its own. */
const progressClass =
  'h-1.5 w-full appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent';

/** How far an export is: `1,250 of about 12,400`, and how many a second. */
export function ExportRunning({
  run: { request, begun, heard, progress },
  total,
  isExact,
}: {
  run: ExportRun;
  total: number | undefined;
  isExact: boolean;
}) {
  const id = useId();
  const seconds = (heard - begun) / 1_000;
  const rows = progress?.rows ?? 0;
  const rate = seconds >= 1 ? Math.round(rows / seconds) : 0;
  const of = total === undefined ? '' : ` of ${isExact ? '' : 'about '}${formatCount(total)}`;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span id={id}>
          {progress === undefined
            ? 'Waiting for the download to begin'
            : `Writing ${exportFileName(request.format)}`}
        </span>
        <span className="text-muted tabular-nums">
          {formatCount(rows)}
          {of}
          {rate > 0 && ` · ${formatCount(rate)} a second`}
        </span>
      </p>
      {total !== undefined && (
        <progress
          aria-labelledby={id}
          value={Math.min(rows, total)}
          max={Math.max(1, total)}
          className={progressClass}
        />
      )}
      {progress?.waiting_for !== undefined && (
        <Notice tone="warning" title={progress.waiting_for} className="mb-0" />
      )}
      <p className="text-[0.8125rem] text-muted">
        Your browser writes the file to your downloads. You may close this and go on working; the export goes
        on.
      </p>
    </div>
  );
}

/** How an export ended. A file that is not whole is none: the browser says that its download failed. */
export function ExportEnded({ run: { request, progress } }: { run: ExportRun }) {
  if (progress === undefined) return null;
  const file = exportFileName(request.format);
  if (progress.state === 'done')
    return (
      <Notice tone="info" title={`${identitiesWords(progress.rows)} exported`} className="mb-0">
        {file} is in your downloads and holds all of them.
      </Notice>
    );
  const lost = `${identitiesWords(progress.rows)} had been written. The file is not whole, so your browser says that its download failed.`;
  if (progress.state === 'cancelled')
    return (
      <Notice tone="info" title="The export was cancelled" className="mb-0">
        {lost}
      </Notice>
    );
  const { title, text } = progress.failure ?? { title: 'The export failed', text: '' };
  return (
    <Notice tone="danger" title={`The export broke off: ${title}`} className="mb-0">
      <p>{text}</p>
      <p>{lost}</p>
    </Notice>
  );
}
