import 'server-only';
import { withoutParameters } from '@/lib/db/query-error';
import { keepApiAddresses } from './api-addresses';
import { keepAuditShort } from './audit-retention';
import { authSecrets } from './auth-secrets';
import { embedded } from './embedded';
import { firstOperators } from './first-operators';
import { logEvent } from './log';
import { processWide } from './process-wide';
import { markRequests } from './request-marks';
import { withoutSecrets } from './secrets';
import { settings, SettingsError } from './settings';
import { store } from './store';

/** Longest wait for running requests at a stop, in milliseconds. */
const DRAIN_MS = 10_000;

type Lifecycle = { stopping: boolean; running: number };
const lifecycle = () => processWide<Lifecycle>('lifecycle', () => ({ stopping: false, running: 0 }));

/** Whether the process is shutting down. */
export function isStopping(): boolean {
  return lifecycle().stopping;
}

/** Counts a piece of work that a stop waits for. */
export async function whileRunning<T>(work: () => Promise<T>): Promise<T> {
  const state = lifecycle();
  state.running += 1;
  try {
    return await work();
  } finally {
    state.running -= 1;
  }
}

/**
 * Starts the process: checks the settings, opens and migrates the store, and takes over the signals. A start that
 * fails prints one line and exits non-zero; Next by itself would stay up and answer 500.
 */
export async function start(): Promise<void> {
  keepApiAddresses();
  try {
    const { mode } = settings();
    markRequests();
    await authSecrets();
    await store();
    if (mode === 'embedded') await embedded();
    await firstOperators();
    keepAuditShort();
  } catch (failure) {
    const error = withoutParameters(failure);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Identity Desk cannot start: ${withoutSecrets(message)}\n`);
    if (!(error instanceof SettingsError) && error instanceof Error && error.stack !== undefined)
      logEvent('error', 'start-failed', { stack: error.stack });
    process.exit(1);
  }
  // Only the start script hands the signals over; `next dev` keeps its own handling, and the store its lock file.
  processWide('signals', () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
    return true;
  });
}

/** Stops the process: health says so, running changes end, the store closes, exit 0. A second signal does not wait. */
async function stop(signal: string): Promise<void> {
  const state = lifecycle();
  if (state.stopping) process.exit(1);
  state.stopping = true;
  logEvent('info', 'stopping', { signal });
  const deadline = Date.now() + DRAIN_MS;
  while (state.running > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  await store()
    .then((database) => database.close())
    .catch((error: unknown) => logEvent('error', 'close-failed', { error: String(error) }));
  process.exit(0);
}
