'use server';

import * as z from 'zod/mini';
import type { Outcome } from '@/lib/errors/app-error';
import { importChoices } from '@/lib/import/import-request';
import type { Job } from '@/lib/jobs/schema';
import { guardedAction } from '@/lib/server/action';
import * as naming from '@/lib/server/jobs/name-columns';

/** The browser asks how a job stands, and refreshes what it shows when the job has ended. */
const polled = { refreshAfter: false };

const id = z.string().check(z.minLength(1), z.maxLength(64));

/** Says what the columns of a file are, and has its rows checked. Nothing is changed. */
export async function nameColumns(input: unknown): Promise<Outcome<Job>> {
  return guardedAction(
    'identity.write',
    z.extend(importChoices, { job: id }),
    input,
    (named) => naming.nameColumns(named),
    polled,
  );
}

/** Goes back from the check of a file to its columns. */
export async function changeColumns(input: unknown): Promise<Outcome<Job>> {
  return guardedAction(
    'identity.write',
    z.strictObject({ job: id }),
    input,
    (of) => naming.changeColumns(of),
    polled,
  );
}
