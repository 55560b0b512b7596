'use client';

import { useId } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/lib/format/numbers';
import { pastedCounts, type PastedRow } from '@/lib/identity/pasted-rows';
import { goOn, stopRun, type LookUpRun } from './look-up-run';

const SECOND = 1_000;

/** How far the look-up is, why it waits or ended before all was known, and the way to go on. */
export function LookUpProgress({ run, rows }: { run: LookUpRun; rows: readonly PastedRow[] }) {
  const { status, error, waitMs } = run;
  const counts = pastedCounts(rows);
  const known = rows.length - counts.pending;
  return (
    <>
      <p role="status" className="sr-only">
        {status === 'done' ? `Looked up. ${countsWords(counts)}` : ''}
      </p>
      {status === 'running' && <Running known={known} total={rows.length} waitMs={waitMs} />}
      {status === 'stopped' && (
        <Notice
          tone="info"
          title={`Stopped: ${formatCount(known)} of ${formatCount(rows.length)} are known`}
          action={<GoOn>Go on</GoOn>}
        />
      )}
      {status === 'broken' && error !== undefined && (
        <ErrorNotice error={error} doing="read" onRetry={() => void goOn()} onSignedIn={() => void goOn()} />
      )}
      {status === 'done' && counts.failed > 0 && (
        <Notice
          tone="danger"
          title={`${formatCount(counts.failed)} could not be looked up`}
          action={<GoOn>Try again</GoOn>}
        >
          The reason stands with each. Nothing is known of them: they may be there or not.
        </Notice>
      )}
    </>
  );
}

function GoOn({ children }: { children: string }) {
  return (
    <Button size="sm" data-command={children} onClick={() => void goOn()}>
      {children}
    </Button>
  );
}

function Running({ known, total, waitMs }: { known: number; total: number; waitMs: number | undefined }) {
  const id = useId();
  return (
    <div className="flex max-w-[40rem] items-end gap-4 pb-4">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap justify-between gap-x-4 pb-1.5 text-[0.8125rem]">
          <span id={id}>Looking up</span>
          <span className="text-muted tabular-nums">
            {formatCount(known)} of {formatCount(total)}
          </span>
        </p>
        <progress aria-labelledby={id} value={known} max={total} className="progress" />
        {waitMs !== undefined && (
          <p role="status" className="pt-1.5 text-[0.8125rem] text-muted">
            {`The service asked to wait ${formatCount(Math.ceil(waitMs / SECOND))} s. It goes on by itself.`}
          </p>
        )}
      </div>
      <Button size="sm" data-command="Stop looking up" onClick={stopRun}>
        Stop
      </Button>
    </div>
  );
}

function countsWords({
  found,
  ambiguous,
  'not-found': missing,
  repeated,
  failed,
}: ReturnType<typeof pastedCounts>) {
  return [
    `${formatCount(found)} found`,
    ...(ambiguous > 0 ? [`${formatCount(ambiguous)} ambiguous`] : []),
    ...(missing > 0 ? [`${formatCount(missing)} not found`] : []),
    ...(repeated > 0 ? [`${formatCount(repeated)} repeated`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
  ].join(', ');
}
