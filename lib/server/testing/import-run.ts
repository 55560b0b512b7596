import 'server-only';
import { expect, vi } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import type { ImportChoices, ImportRequest } from '@/lib/import/import-request';
import type { ItemPlan, Job, JobItem } from '@/lib/jobs/schema';
import { nameColumns } from '../jobs/name-columns';
import { readJob, readJobItems } from '../jobs/read-jobs';
import { startJob } from '../jobs/start-job';
import { uploadImport } from '../jobs/upload-import';

/** Imports step by step, as the pages do them, in the name of whoever the test acts as. */

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

/** Sends a file. */
export function upload(name: string, content: string | Buffer, size?: number) {
  const { body } = new Response(new Blob([typeof content === 'string' ? content : new Uint8Array(content)]));
  return uploadImport({ name, body, size, signal: new AbortController().signal });
}

/** Sends a file that can be read. */
export async function draft(
  name: string,
  content: string | Buffer,
): Promise<{ job: Job; request: ImportRequest }> {
  const job = value(await readJob(value(await upload(name, content)).job));
  if (job.request.kind !== 'import') throw new Error('This is no import.');
  return { job, request: job.request };
}

/** Waits until a job is in one of some states. */
export async function until(id: string, ...states: Job['state'][]): Promise<Job> {
  return vi.waitFor(
    async () => {
      const job = value(await readJob(id));
      expect(states).toContain(job.state);
      return job;
    },
    { timeout: 30_000, interval: 25 },
  );
}

/** Sends a file and has its rows checked, by the columns as they were guessed. */
export async function checked(
  name: string,
  content: string | Buffer,
  choices: Partial<ImportChoices> = {},
): Promise<Job> {
  const { job, request } = await draft(name, content);
  const { mapping, separator, empty } = request;
  value(await nameColumns({ job: job.id, mapping, separator, empty, ...choices }));
  return until(job.id, 'ready');
}

/** Begins an import, and waits for its end. */
export async function ran(job: Job): Promise<Job> {
  value(await startJob({ job: job.id, count: job.preview?.would_change ?? 0 }));
  return until(job.id, 'done');
}

/** The first rows of an import. */
export async function rows(id: string, plan?: ItemPlan): Promise<JobItem[]> {
  return value(await readJobItems(id, { plan })).items;
}
