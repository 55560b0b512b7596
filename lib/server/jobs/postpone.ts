import 'server-only';
import { and, eq } from 'drizzle-orm';
import { jobs } from '@/lib/db/job-tables';
import { isOutcomeUnknown, type AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { processWide } from '../process-wide';
import type { HeldJob } from './held-job';

/** Waiting for a service that is away or asks for time. */

/** First wait, doubled with each one after it, in milliseconds, and the longest. */
const BASE_MS = 500;
const CAP_MS = 60_000;

/** How often in a row each job was put off. */
const tries = () => processWide<Map<string, number>>('job-tries', () => new Map());

/** Whether a failure goes away by itself and nothing was changed: then the item is tried again, and has not failed. */
export function passes(error: AppError): boolean {
  if (isOutcomeUnknown(error)) return false;
  switch (error.kind) {
    case 'rate-limited':
    case 'unreachable':
    case 'audit-unavailable':
    case 'key-refused':
      return true;
    case 'upstream':
      return error.status >= 500 || error.status === 408;
    default:
      return false;
  }
}

/** Puts a job off: it says why, and goes on by itself. */
export async function postpone(job: HeldJob, reason: string, milliseconds: number): Promise<void> {
  await job.orm
    .update(jobs)
    .set({ waitingFor: reason, resumeAt: new Date(Date.now() + milliseconds) })
    .where(and(eq(jobs.id, job.id), eq(jobs.owner, job.owner)));
}

/** Puts a job off for as long as the service asks, or ever longer while it fails. */
export async function postponeFor(job: HeldJob, error: AppError): Promise<void> {
  const count = tries().get(job.id) ?? 0;
  tries().set(job.id, count + 1);
  const asked = 'retryAfterMs' in error ? error.retryAfterMs : undefined;
  const backoff = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(count, 10));
  await postpone(job, errorWords(error, 'change').title, asked ?? backoff);
}

/** Notes that the service answers again. */
export async function noteAnswered(job: HeldJob, waits: boolean): Promise<void> {
  tries().delete(job.id);
  if (!waits) return;
  await job.orm
    .update(jobs)
    .set({ waitingFor: null, resumeAt: null })
    .where(and(eq(jobs.id, job.id), eq(jobs.owner, job.owner)));
}
