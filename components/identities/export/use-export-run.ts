'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '@/lib/errors/app-error';
import type { ExportProgress, ExportRequest } from '@/lib/export/request';
import { cancelExport, checkExport, downloadExport, readExportProgress } from '@/lib/queries/exports';

/** How often the page asks how an export goes, in milliseconds; at first sooner, as most are short. */
const ASKED_EVERY_MS = 500;
const FIRST_ASKED_MS = 120;
/** How long nobody may know of it: of several instances the one that answers a question need not be the one at work. */
const UNHEARD_MS = 20_000;

export type ExportRun = {
  request: ExportRequest;
  id: string;
  /** When it began, in milliseconds of the page's clock, for its rate. */
  begun: number;
  /** When it was last heard of. */
  heard: number;
  /** Absent until it is heard of. */
  progress?: ExportProgress;
};

/**
 * An export on its way. The browser fetches the file by itself and writes it to disk as it comes; the page asks the
 * server how it goes. Whoever leaves the page ends the asking, not the export.
 */
export function useExportRun() {
  const [starting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<AppError>();
  const [run, setRun] = useState<ExportRun>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      clearTimeout(timer.current);
    };
  }, []);

  const follow = useCallback((begun: ExportRun) => {
    let heard = begun.heard;
    const ask = async () => {
      const asked = await readExportProgress(begun.id);
      if (gone.current) return;
      if (asked.ok) {
        heard = performance.now();
        setRun({ ...begun, heard, progress: asked.value });
        if (asked.value.state !== 'running') return;
      } else if (asked.error.kind === 'signed-out') return setRefusal(asked.error);
      else if (performance.now() - heard > UNHEARD_MS) return setRefusal(LOST);
      timer.current = setTimeout(() => void ask(), ASKED_EVERY_MS);
    };
    timer.current = setTimeout(() => void ask(), FIRST_ASKED_MS);
  }, []);

  const start = async (request: ExportRequest) => {
    setStarting(true);
    setRefusal(undefined);
    setRun(undefined);
    const checked = await checkExport(request);
    if (gone.current) return;
    setStarting(false);
    if (!checked.ok) return setRefusal(checked.error);
    const now = performance.now();
    const begun = { request, id: crypto.randomUUID(), begun: now, heard: now };
    downloadExport(begun.id, request);
    setRun(begun);
    follow(begun);
  };

  /** The asking hears of it. One instance may not know of the export, so a few are asked. */
  const cancel = async () => {
    for (let tries = 0; run !== undefined && tries < 8; tries += 1) {
      const cancelled = await cancelExport(run.id);
      if (cancelled.ok || gone.current) return;
      if (cancelled.error.kind !== 'not-found') return setRefusal(cancelled.error);
    }
  };
  return { starting, refusal, run, start, cancel };
}

const LOST: AppError = {
  kind: 'dashboard',
  message:
    'The server does not tell how this export goes. Your browser’s downloads show what became of the file.',
  outcomeUnknown: false,
};

/** Whether it is on its way, as far as is known. */
export function isRunning({ progress }: ExportRun): boolean {
  return progress === undefined || progress.state === 'running';
}
