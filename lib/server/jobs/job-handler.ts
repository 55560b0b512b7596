import 'server-only';
import type { Permission } from '@/lib/auth/permissions';
import type { Orm } from '@/lib/db/database';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import type { JobItem } from '@/lib/jobs/schema';

/** An item as the one who does it gets it. */
export type Work = JobItem & {
  /** Of an import: the cells of the row. Of an undo: what the other job did to the item. */
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

/** What would become of an item, said before anything is changed. A `reject` has its reason. */
export type Plan = {
  plan: NonNullable<JobItem['plan']>;
  planned?: JobItem['planned'];
  reason?: string;
  /** What is known of the identity by now. */
  external_id?: string;
  name?: string;
  target_id?: string;
};

/** A job whose items are being checked. */
export type ScreenedJob = { orm: Orm; id: string };

/**
 * How one kind of job is done. `perform` runs in the name of the operator of the job, whose role is read anew: the
 * changes it calls check and audit as they do for a click.
 */
export type JobHandler<Request> = {
  permission: Permission;
  /** What would become of an identity as it is stored. Of kinds that are done to chosen identities. */
  plan?: (identity: IdentityRecord, request: Request) => Plan;
  /**
   * What can be said of the next items of a job without asking the service, by their positions: those are not checked
   * any more. Called batch by batch, in order.
   */
  screen?: (job: ScreenedJob, items: readonly Work[], request: Request) => Promise<Map<number, Plan>>;
  /**
   * What would become of an item, where that takes more than its identity as it is stored. Errors: those of any read; the
   * check is made again later.
   */
  check?: (item: Work, request: Request) => Promise<Outcome<Plan>>;
  /** Whether items that would stay as they are need not be tried, because their check said all there is to say. */
  leavesUnchanged?: boolean;
  /** What the audit entries of an item tell besides the job. */
  told?: (item: Work) => Record<string, unknown>;
  /**
   * Does one item. `done` without an audit entry, of this try or of one before it, counts as `unchanged`: what changes
   * something has an entry. `unknown` is looked up some times more before it stands.
   *
   * @param note notes what is stored before the change is written, so that a cut-off try can be told from one that never was
   */
  perform: (item: Work, request: Request, note: (before: unknown) => Promise<void>) => Promise<Done>;
};
