import 'server-only';
import type { Permission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/errors/app-error';
import type { JobItem } from '@/lib/jobs/schema';

/** An item as the one who does it gets it. */
export type Work = JobItem & {
  /** Of an import: the cells of the row. */
  input?: unknown;
  /** What was stored before, if an earlier try got as far as noting it. */
  before?: unknown;
  /** Whether an earlier try was cut off: it has to be looked up before anything is written. */
  resumed: boolean;
};

/**
 * How an item ended. `later`: the service is away or asks to wait; nothing was changed, and the item is tried again
 * without counting as a failure.
 */
export type Done =
  | { state: 'done' | 'unchanged'; entry?: string; target_id?: string; before?: unknown; reason?: string }
  | { state: 'failed' | 'unknown'; error: AppError; entry?: string; before?: unknown }
  | { state: 'later'; error: AppError };

/**
 * How one kind of job is done. `perform` runs in the name of the operator of the job, whose role is read anew: the
 * changes it calls check and audit as they do for a click.
 */
export type JobHandler<Request> = {
  permission: Permission;
  /** Notes what is stored before the change is written, so that a cut-off try can be told from one that never was. */
  perform: (item: Work, request: Request, note: (before: unknown) => Promise<void>) => Promise<Done>;
};
