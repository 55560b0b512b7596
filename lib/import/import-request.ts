import * as z from 'zod/mini';
import { METADATA_KEY_MAX } from '@/lib/identity/metadata-value';

/** An import as it is asked for: a file that was read, and what each of its columns stands for. Pure. */

export const IMPORT_FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Largest file, in bytes. */
export const IMPORT_BYTES_MAX = 100 * 1024 * 1024;
/** Most columns of a file; of JSON lines, most names of members. */
export const IMPORT_COLUMNS_MAX = 200;
/** Longest name of a column that is kept, in characters. */
export const COLUMN_NAME_MAX = 512;

/** The fields that a column can fill as a whole. */
export const IMPORT_FIELDS = [
  'external_id',
  'display_name',
  'email',
  'avatar_url',
  'tags',
  'metadata',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What a column stands for: a field, one key of the metadata, or nothing. */
export const columnTarget = z.discriminatedUnion('to', [
  z.strictObject({ to: z.enum(IMPORT_FIELDS) }),
  z.strictObject({ to: z.literal('key'), key: z.string().check(z.maxLength(METADATA_KEY_MAX)) }),
  z.strictObject({ to: z.literal('none') }),
]);
export type ColumnTarget = z.output<typeof columnTarget>;

/** What parts tags in a cell that is no JSON array. */
export const TAG_SEPARATORS = [',', ';', '|', '\n'] as const;
export type TagSeparator = (typeof TAG_SEPARATORS)[number];

/** What the operator says of a file. */
export const importChoices = z.strictObject({
  /** For each column of the file, in its order. */
  mapping: z.array(columnTarget).check(z.maxLength(IMPORT_COLUMNS_MAX)),
  separator: z.enum(TAG_SEPARATORS),
  /** What an empty cell means for an identity that is there: its value stays, or is cleared. */
  empty: z.enum(['leave', 'clear']),
});
export type ImportChoices = z.output<typeof importChoices>;

export type ImportColumn = {
  name: string;
  /** Some different values of it, cut short. */
  samples: string[];
};

/** The request of a job of the kind `import`: written by this program, never taken from a browser. */
export type ImportRequest = ImportChoices & {
  kind: 'import';
  /** The name of the file, as the operator's machine has it. */
  file: string;
  format: ImportFormat;
  columns: ImportColumn[];
};
