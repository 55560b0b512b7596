'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '@/lib/errors/app-error';
import { exportFileName } from '@/lib/export/formats';
import type { ExportProgress, ExportRequest } from '@/lib/export/request';
import { cancelExport, exportHref, prepareExport, readExportProgress } from '@/lib/queries/exports';

/** How often the page asks how an export goes, in milliseconds; at first sooner, as most are short. */
const ASKED_EVERY_MS = 500;
const FIRST_ASKED_MS = 120;

export type ExportRun = {
  request: ExportRequest;
  id: string;
  /** When it began, in milliseconds of the page's clock, for its rate. */
  begun: number;
  /** When it was last heard of. */
  heard: number;
  progress: ExportProgress;
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

  const follow = useCallback((id: string) => {
    const ask = async () => {
      const asked = await readExportProgress(id);
      if (gone.current) return;
      setRun((present) => present && heardOf(present, asked.ok ? asked.value : undefined));
      const isOver = asked.ok ? !isOpen(asked.value) : asked.error.kind === 'not-found';
      if (!asked.ok && isOver) setRefusal(LOST);
      if (!isOver) timer.current = setTimeout(() => void ask(), ASKED_EVERY_MS);
    };
    timer.current = setTimeout(() => void ask(), FIRST_ASKED_MS);
  }, []);

  const start = async (request: ExportRequest) => {
    setStarting(true);
    setRefusal(undefined);
    setRun(undefined);
    const prepared = await prepareExport(request);
    if (gone.current) return;
    setStarting(false);
    if (!prepared.ok) return setRefusal(prepared.error);
    const { id } = prepared.value;
    download(exportHref(id), exportFileName(request.format));
    const begun = performance.now();
    setRun({ request, id, begun, heard: begun, progress: { state: 'waiting', rows: 0 } });
    follow(id);
  };

  const cancel = async () => {
    if (run === undefined) return;
    const cancelled = await cancelExport(run.id);
    if (gone.current) return;
    if (cancelled.ok) {
      clearTimeout(timer.current);
      setRun((present) => present && heardOf(present, cancelled.value));
    } else setRefusal(cancelled.error);
  };
  return { starting, refusal, run, start, cancel };
}

/** Another process of the server answers, or the same was started anew: the browser knows what became of the file. */
const LOST: AppError = {
  kind: 'dashboard',
  message:
    'The server does not know of this export any more. Your browser’s downloads tell what became of the file.',
  outcomeUnknown: false,
};

function heardOf(run: ExportRun, progress: ExportProgress | undefined): ExportRun {
  return progress === undefined ? run : { ...run, progress, heard: performance.now() };
}

export function isOpen({ state }: ExportProgress): boolean {
  return state === 'waiting' || state === 'running';
}

function download(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}
