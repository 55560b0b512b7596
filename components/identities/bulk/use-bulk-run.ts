'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import { answeredAction } from '@/components/actions/answered-action';
import { refreshAfterRun } from '@/lib/actions/bulk-identities';
import type { Outcome } from '@/lib/errors/app-error';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { oneByOne, type BulkReport } from './one-by-one';

export type BulkRun<Result> = {
  /** Present while the run goes on: how many of how many have been tried. */
  progress: { tried: number; total: number } | undefined;
  /** The latest run, once it has ended. */
  report: BulkReport<IdentityRow, Result> | undefined;
  start: (rows: readonly IdentityRow[]) => void;
  /** Ends the run after the identity it is at. */
  cancel: () => void;
};

/**
 * Runs a server action on one identity after the other. Leaving the page cancels the run; what was done until then is
 * settled all the same.
 *
 * @param settle hears each report, once
 */
export function useBulkRun<Result>(
  work: (row: IdentityRow) => Promise<Outcome<Result>>,
  settle: (report: BulkReport<IdentityRow, Result>) => void,
): BulkRun<Result> {
  const [progress, setProgress] = useState<{ tried: number; total: number }>();
  const [report, setReport] = useState<BulkReport<IdentityRow, Result>>();
  const [, startTransition] = useTransition();
  const cancelled = useRef(false);
  // State lags one render behind: two clicks in the same frame must still be one run.
  const running = useRef(false);

  useEffect(
    () => () => {
      cancelled.current = true;
    },
    [],
  );

  const isRunning = progress !== undefined;
  useEffect(() => {
    if (!isRunning) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isRunning]);

  const run = async (rows: readonly IdentityRow[]) => {
    const ended = await oneByOne(rows, (row) => answeredAction(() => work(row)), {
      isCancelled: () => cancelled.current,
      onProgress: (tried) => setProgress({ tried, total: rows.length }),
    });
    setReport(ended);
    settle(ended);
  };

  const start = (rows: readonly IdentityRow[]) => {
    if (running.current || rows.length === 0) return;
    running.current = true;
    cancelled.current = false;
    setReport(undefined);
    setProgress({ tried: 0, total: rows.length });
    run(rows)
      .finally(() => {
        running.current = false;
        setProgress(undefined);
      })
      // Once for the whole run: each action would otherwise render the page on screen anew.
      .then(() => answeredAction(refreshAfterRun))
      // What an action throws on purpose (a redirect to the sign-in) belongs to the router, which catches in render.
      .catch((error: unknown) =>
        startTransition(() => {
          throw error;
        }),
      );
  };

  const cancel = () => {
    cancelled.current = true;
  };
  return { progress, report, start, cancel };
}
