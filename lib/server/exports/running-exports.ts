import 'server-only';
import type { ExportProgress, ExportRequest } from '@/lib/export/request';
import { processWide } from '../process-wide';

/** An export that was asked for, until some minutes after its end. */
export type RunningExport = {
  id: string;
  operatorId: string;
  request: ExportRequest;
  /** Of the audit log, once it is written. */
  entry?: string;
  progress: ExportProgress;
  /** Ends it. */
  stop: AbortController;
};

/** How long how it ended can be asked for, in milliseconds. */
const KEPT_MS = 10 * 60_000;

/** Exports that this process answers. */
const runningExports = () => processWide('running-exports', () => new Map<string, RunningExport>());

export function keepExport(running: RunningExport): void {
  runningExports().set(running.id, running);
}

/** One of an operator's own exports. */
export function exportOf(operatorId: string, id: string): RunningExport | undefined {
  const found = runningExports().get(id);
  return found?.operatorId === operatorId ? found : undefined;
}

/** How many exports of an operator have not ended. */
export function openExports(operatorId: string): number {
  return [...runningExports().values()].filter(
    (each) => each.operatorId === operatorId && isOpen(each.progress),
  ).length;
}

export function isOpen({ state }: ExportProgress): boolean {
  return state === 'running';
}

/** Forgets an export that has ended, later on. */
export function forgetExportLater(id: string): void {
  setTimeout(() => runningExports().delete(id), KEPT_MS).unref();
}
