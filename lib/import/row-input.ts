import * as z from 'zod/mini';

/**
 * One row of a file as it is kept: the cells of a table in the order of its columns, or the very text of a JSON line.
 * `broken` says why the row cannot be read; what there is of it is kept for the file of rejected rows.
 */
export const rowInput = z.object({
  cells: z.optional(z.array(z.string())),
  text: z.optional(z.string()),
  broken: z.optional(z.string()),
});
export type RowInput = z.output<typeof rowInput>;
