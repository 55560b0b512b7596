import * as z from 'zod/mini';
import { formTag } from '@/lib/identity/identity-form';
import type { ImportRequest } from '@/lib/import/import-request';

/**
 * Work on many identities, as pages, actions and the routes under `/api/jobs` hold it. Pure.
 *
 * A job is prepared (its items are put together, with what would change), confirmed, and then run; it goes on without
 * the browser that asked for it, and after a restart of the server.
 */

/** What is done to each item. `take-back` undoes what another job did. */
export const JOB_KINDS = ['tags', 'metadata', 'delete', 'import', 'take-back'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/**
 * `draft`: a file was read and waits for its columns to be named (imports only). `preparing`: items are being put
 * together or checked. `ready`: waits for the operator's word. `running`, `paused`: begun. `done` and `cancelled` are
 * ends; a job with failed items is `done` too, and can be told to try those again.
 */
export const JOB_STATES = ['draft', 'preparing', 'ready', 'running', 'paused', 'cancelled', 'done'] as const;
export type JobState = (typeof JOB_STATES)[number];

/**
 * `unchanged`: nothing was to be done. `failed`: it was refused, and nothing was changed. `unknown`: nobody can say
 * whether the change was made. `left`: not tried, as the job was cancelled.
 */
export const ITEM_STATES = ['waiting', 'running', 'done', 'unchanged', 'failed', 'unknown', 'left'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What is to become of an item, said by its check. */
export const ITEM_PLANS = ['create', 'update', 'leave', 'reject'] as const;
export type ItemPlan = (typeof ITEM_PLANS)[number];

/** Most items of one job. */
export const JOB_ITEMS_MAX = 100_000;
/** Most identities that are chosen one by one. */
export const CHOSEN_MAX = 5_000;

const id = z.string().check(z.minLength(1), z.maxLength(512));

/** Tags to add keep the rules of forms; one to remove may be any text that is stored. */
const tagsRequest = z
  .strictObject({
    kind: z.literal('tags'),
    add: z.array(formTag).check(z.maxLength(100)),
    remove: z.array(z.string()).check(z.maxLength(100)),
  })
  .check(
    z.refine(({ add, remove }) => add.length + remove.length > 0, 'Choose at least one tag.'),
    z.refine(
      ({ add, remove }) => !add.some((tag) => remove.includes(tag)),
      'A tag cannot be added and removed at once.',
    ),
  );

/** Sets one key of the metadata to a JSON value, given as its text; without one the key is removed. */
const metadataRequest = z.strictObject({
  kind: z.literal('metadata'),
  key: z.string().check(z.minLength(1), z.maxLength(256)),
  value_text: z.optional(z.string().check(z.minLength(1), z.maxLength(65_536))),
});

/** What an operator may ask to be prepared. Imports begin with a file instead. */
export const jobRequest = z.discriminatedUnion('kind', [
  tagsRequest,
  metadataRequest,
  z.strictObject({ kind: z.literal('delete') }),
  z.strictObject({ kind: z.literal('take-back'), job: id }),
]);
export type JobRequest = z.output<typeof jobRequest>;

/** What a job is done to. `take-back` needs none: its items are those of the other job. */
export const jobSelection = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('ids'),
    /** `_id`s, in the order they were chosen. */
    ids: z
      .array(id)
      .check(
        z.minLength(1, 'Choose at least one identity.'),
        z.maxLength(CHOSEN_MAX, `At most ${CHOSEN_MAX} identities can be chosen one by one.`),
      ),
  }),
  /** Everything that the list shows for this search and these tags. */
  z.strictObject({
    by: z.literal('matching'),
    search: z.string().check(z.maxLength(256)),
    tags: z.array(z.string().check(z.minLength(1))).check(z.maxLength(50)),
  }),
]);
export type JobSelection = z.output<typeof jobSelection>;

export type JobCounts = Record<ItemState, number> & {
  /** Absent while the items are being put together. */
  total?: number;
};

/** One item as pages hold it. */
export type JobItem = {
  position: number;
  state: ItemState;
  target_id?: string;
  external_id?: string;
  name?: string;
  /** Of an import: where the row starts in the file, and what is to become of it. */
  line?: number;
  plan?: ItemPlan;
  /** What would change or has changed, by field: `{ from, to }`, as in the audit log. */
  planned?: Record<string, { from?: unknown; to?: unknown }>;
  reason?: string;
  /** The audit entry of the change. */
  entry?: string;
};

/** What a job that waits for its confirmation would do. */
export type JobPreview = {
  would_change: number;
  would_stay: number;
  /** Items that cannot be done as asked, with the reason in each of them. */
  conflicts: number;
  /** The first few that would change, then the first few conflicts. */
  sample: JobItem[];
};

/** One job as pages hold it. Times are ISO 8601. */
export type Job = {
  id: string;
  kind: JobKind;
  state: JobState;
  /** As it was asked; of an import the file, its columns and what they stand for. */
  request: JobRequest | ImportRequest;
  /** What it is done to, without the ids. */
  selection?:
    { by: 'ids'; count: number } | { by: 'matching'; search: string; tags: string[]; count?: number };
  operator: { id: string; email: string };
  created: string;
  started?: string;
  ended?: string;
  counts: JobCounts;
  preview?: JobPreview;
  /** Of an import: how many rows were found to be each, as far as they are checked. */
  plans?: Record<ItemPlan, number>;
  /** The count moved since it was confirmed: nothing was begun, and the operator is asked again. */
  moved?: { was: number; is: number };
  /** Why a running job does nothing at the moment, and until when. */
  waiting_for?: string;
  resume_at?: string;
  /** Whether what was done can be taken back by a job of its own, and the job that does or did. */
  can_take_back: boolean;
  taken_back_by?: string;
};

export type JobPage = { jobs: Job[]; has_more: boolean };
export type JobItemPage = { items: JobItem[]; has_more: boolean };
