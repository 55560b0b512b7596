import * as z from 'zod/mini';
import { LIST_SORTS } from '@/lib/identity/list-address';
import { CHOSEN_MAX } from '@/lib/jobs/schema';
import { PERIODS } from '@/lib/reporting/period';
import { EXPORT_FORMATS } from './formats';

/** What an operator asks to be exported, as the dialog sends it and the route takes it. Pure. */

/** What can be chosen to stand in an export, in the order of its columns. `columns.ts` says which columns each makes. */
export const EXPORT_FIELDS = [
  'id',
  'external_id',
  'display_name',
  'email',
  'avatar_url',
  'tags',
  'metadata',
  'created',
  'updated',
  'requests',
  'tokens',
  'cost',
  'error_rate',
  'budget',
] as const;
export type ExportField = (typeof EXPORT_FIELDS)[number];

/** Most keys of the metadata that get a column of their own. */
export const EXPORT_KEYS_MAX = 50;
/** Longest of them, in characters. */
export const EXPORT_KEY_LENGTH_MAX = 256;

const period = z.optional(z.literal(PERIODS));

export const exportSelection = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('ids'),
    /** `_id`s, in the order of the file. */
    ids: z
      .array(z.string().check(z.minLength(1), z.maxLength(512)))
      .check(
        z.minLength(1, 'Choose at least one identity.'),
        z.maxLength(CHOSEN_MAX, `At most ${CHOSEN_MAX} identities can be chosen one by one.`),
      ),
    /** The period of the ranking they were chosen in, whose figures take the place of those of 30 days. */
    days: period,
  }),
  /** Everything that the list shows for this search and these tags; as a ranking where the order is one. */
  z.strictObject({
    by: z.literal('matching'),
    search: z.string().check(z.maxLength(256)),
    tags: z.array(z.string().check(z.minLength(1))).check(z.maxLength(50)),
    sort: z.enum(LIST_SORTS),
    days: period,
  }),
]);
export type ExportSelection = z.output<typeof exportSelection>;

export const exportRequest = z
  .strictObject({
    selection: exportSelection,
    format: z.enum(EXPORT_FORMATS),
    fields: z.array(z.enum(EXPORT_FIELDS)).check(z.maxLength(EXPORT_FIELDS.length)),
    /** Keys of the metadata, each of which gets a column. */
    keys: z
      .array(z.string().check(z.minLength(1), z.maxLength(EXPORT_KEY_LENGTH_MAX)))
      .check(z.maxLength(EXPORT_KEYS_MAX, `Name at most ${EXPORT_KEYS_MAX} metadata keys.`)),
  })
  .check(
    z.refine(({ fields, keys }) => fields.length + keys.length > 0, {
      error: 'Choose at least one column.',
      path: ['fields'],
    }),
    z.refine(({ keys }) => new Set(keys).size === keys.length, {
      error: 'Name each metadata key once.',
      path: ['keys'],
    }),
  );
export type ExportRequest = z.output<typeof exportRequest>;

/** How an export goes, as the dialog asks for it. */
export type ExportProgress = {
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Identities written so far; at the end those in the file. */
  rows: number;
  /** Why it broke off, in words. */
  failure?: { title: string; text: string };
  /** What it waits for while nothing is written, in a sentence. */
  waiting_for?: string;
};
