import 'server-only';
import { ulid } from 'ulid';
import { withoutParameters } from '@/lib/db/query-error';
import { logEvent } from '../log';
import { processWide } from '../process-wide';
import { store } from '../store';
import { HeldJob } from './held-job';
import { freeAllLeases, freeJobs, nextResume, takeLease } from './leases';
import { workOn } from './work-on';

/**
 * Works on jobs for as long as the process lives. Each job that is taken gets a run of its own, so a long one keeps no
 * short one waiting; what they share is how many items are on their way at once (`item-gate.ts`).
 */

/** How often the store is asked for jobs that nobody works on, in milliseconds. What this process begins is taken at once. */
const LOOK_MS = 1_000;
/** Jobs that one process works on at the same time. */
const AT_ONCE = 8;

type Runner = {
  id: string;
  stopping: boolean;
  held: Map<string, HeldJob>;
  runs: Set<Promise<void>>;
  wake: () => void;
  loop?: Promise<void>;
};

const runner = () =>
  processWide('job-runner', (): Runner => ({
    id: ulid(),
    stopping: false,
    held: new Map(),
    runs: new Set(),
    wake: () => {},
  }));

/** Begins to work on jobs: those that an earlier process left, and those that come. */
export async function startJobs(): Promise<void> {
  const state = runner();
  if (state.loop !== undefined) return;
  const { kind, orm } = await store();
  // The folder is ours alone, so whoever held a job has ended.
  if (kind === 'embedded') await freeAllLeases(orm);
  state.loop = lookForJobs(state);
}

/** Ends in order: items that are on their way end, everything else waits for the next process. */
export async function stopJobs(): Promise<void> {
  const state = runner();
  state.stopping = true;
  state.wake();
  await state.loop;
  await Promise.all(state.runs);
}

/** Says that a job was begun, changed or ended, so that nobody waits for the next look. */
export function touchJob(id: string): void {
  const state = runner();
  state.held.get(id)?.hear();
  state.wake();
}

async function lookForJobs(state: Runner): Promise<void> {
  while (!state.stopping) {
    const woken = new Promise<void>((resolve) => (state.wake = resolve));
    const wait = await takeJobs(state).catch((failure: unknown) => {
      logEvent('warn', 'jobs-not-read', { error: withoutParameters(failure) });
      return LOOK_MS;
    });
    if (state.stopping) return;
    await Promise.race([woken, pause(wait)]);
  }
}

/** Takes what is free. Returns how long to wait for more, in milliseconds. */
async function takeJobs(state: Runner): Promise<number> {
  const { orm } = await store();
  const room = AT_ONCE - state.held.size;
  const free = room > 0 ? await freeJobs(orm, [...state.held.keys()], room) : [];
  for (const id of free) {
    const row = await takeLease(orm, id, state.id);
    if (row === undefined) continue;
    const held = new HeldJob(orm, row, state.id);
    state.held.set(id, held);
    const run = workOn(held, () => state.stopping)
      .catch((failure: unknown) => {
        const error = withoutParameters(failure);
        logEvent('error', 'job-run-failed', {
          error,
          ...(error instanceof Error && { stack: error.stack }),
        });
      })
      .finally(() => {
        state.held.delete(id);
        state.runs.delete(run);
        state.wake();
      });
    state.runs.add(run);
  }
  const resume = await nextResume(orm);
  return resume === undefined ? LOOK_MS : Math.min(LOOK_MS, Math.max(20, resume.getTime() - Date.now()));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
