import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataLockError } from '@/lib/db/data-lock';
import { withoutParameters } from '@/lib/db/query-error';
import { keepApiAddresses } from './api-addresses';
import { keepAuditShort } from './audit-retention';
import { authSecrets } from './auth-secrets';
import { logConsole } from './console-lines';
import { embedded } from './embedded';
import { guardEveryAnswer } from './every-answer';
import { firstOperators } from './first-operators';
import { startJobs, stopJobs } from './jobs/runner';
import { logEvent } from './log';
import { outliveReaders } from './log-streams';
import { noteRequests, requestsEnd } from './running-requests';
import { processWide } from './process-wide';
import { markRequests } from './request-marks';
import { withoutSecrets } from './secrets';
import { settings, SettingsError } from './settings';
import { endUpstreamCalls } from './shutdown';
import { store } from './store';

/** Longest wait for running requests at a stop, in milliseconds. */
const DRAIN_MS = 10_000;

const lifecycle = () => processWide('lifecycle', () => ({ stopping: false }));

/** Whether the process is shutting down. */
export function isStopping(): boolean {
  return lifecycle().stopping;
}

/**
 * Starts the process: checks the settings, opens and migrates the store, and takes over the signals. A start that
 * fails prints one line and exits non-zero; Next by itself would stay up and answer 500.
 */
export async function start(): Promise<void> {
  outliveReaders();
  keepApiAddresses();
  noteRequests();
  try {
    const { mode, NODE_ENV } = settings();
    guardEveryAnswer();
    markRequests();
    if (NODE_ENV === 'production') logConsole();
    await authSecrets();
    await store();
    if (mode === 'embedded') await embedded();
    await firstOperators();
    keepAuditShort();
    await startJobs();
  } catch (failure) {
    const error = withoutParameters(failure);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Identity Desk cannot start: ${withoutSecrets(message)}\n`);
    if (!isExplained(error) && error instanceof Error && error.stack !== undefined)
      logEvent('error', 'start-failed', { stack: error.stack });
    process.exit(1);
  }
  // Only the start script hands the signals over; `next dev` keeps its own handling, and the store its lock file.
  processWide('signals', () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
    return true;
  });
}

/** Whether the one line says all: a wrong setting, a folder in use, a store that cannot be opened. */
function isExplained(error: unknown): boolean {
  if (error instanceof SettingsError || error instanceof DataLockError) return true;
  return error instanceof Error && error.cause !== undefined;
}

/** Stops the process: health says so, running requests and items of jobs end, the store closes, exit 0. A second signal does not wait. */
async function stop(signal: string): Promise<void> {
  const state = lifecycle();
  if (state.stopping) process.exit(1);
  state.stopping = true;
  logEvent('info', 'stopping', { signal });
  const jobsEnd = Promise.race([stopJobs(), sleep(DRAIN_MS, undefined, { ref: false })]);
  await Promise.all([requestsEnd(DRAIN_MS), jobsEnd]);
  endUpstreamCalls();
  await store()
    .then((database) => database.close())
    .catch((error: unknown) => logEvent('error', 'close-failed', { error: String(error) }));
  process.exit(0);
}
