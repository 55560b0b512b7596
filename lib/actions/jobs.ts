'use server';

import * as z from 'zod/mini';
import type { Outcome } from '@/lib/errors/app-error';
import { jobRequest, jobSelection, type Job } from '@/lib/jobs/schema';
import { guardedAction } from '@/lib/server/action';
import * as changes from '@/lib/server/jobs/change-job';
import * as preparing from '@/lib/server/jobs/prepare-job';
import * as starting from '@/lib/server/jobs/start-job';

/** The browser asks how a job stands, and refreshes what it shows when the job has ended. */
const polled = { refreshAfter: false };

const id = z.string().check(z.minLength(1), z.maxLength(64));
const oneJob = z.strictObject({ job: id });

/** Begins to put a job together. Nothing is changed before it is started. */
export async function prepareJob(input: unknown): Promise<Outcome<Job>> {
  return guardedAction(
    'identity.write',
    z.strictObject({ request: jobRequest, selection: z.optional(jobSelection) }),
    input,
    (asked) => preparing.prepareJob(asked),
    polled,
  );
}

/** Starts a job, with the count that the operator confirmed. Deletions need a recent sign-in. */
export async function startJob(input: unknown): Promise<Outcome<Job>> {
  return guardedAction(
    'identity.write',
    z.strictObject({ job: id, count: z.int() }),
    input,
    (asked) => starting.startJob(asked),
    polled,
  );
}

/** Lets a running job rest. */
export async function pauseJob(input: unknown): Promise<Outcome<Job>> {
  return guardedAction('identity.write', oneJob, input, ({ job }) => changes.pauseJob(job), polled);
}

/** Lets a paused job go on. */
export async function resumeJob(input: unknown): Promise<Outcome<Job>> {
  return guardedAction('identity.write', oneJob, input, ({ job }) => changes.resumeJob(job), polled);
}

/** Ends a job before its time, or discards one that was not begun. */
export async function cancelJob(input: unknown): Promise<Outcome<Job>> {
  return guardedAction('identity.write', oneJob, input, ({ job }) => changes.cancelJob(job), polled);
}

/** Tries again what failed or is unknown. */
export async function retryJob(input: unknown): Promise<Outcome<Job>> {
  return guardedAction('identity.write', oneJob, input, ({ job }) => changes.retryJob(job), polled);
}
