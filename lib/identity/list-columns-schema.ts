import * as z from 'zod/mini';
import { COLUMN_WIDTH_MAX, COLUMN_WIDTH_MIN } from './list-columns';
import { isWellFormedText } from './well-formed-text';

/** Most columns of a list: what nobody reads is not stored. */
const MOST_COLUMNS = 40;

/**
 * A column as it is chosen and stored. Any id is taken: one that this version does not know is said when the columns
 * are read (`readColumns`), and is not lost for a version that does.
 */
export const listColumn = z.strictObject({
  id: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(520),
      z.refine(isWellFormedText, 'Use a name without broken characters.'),
    ),
  /** Pixels; absent: as wide as it needs to be. */
  width: z.optional(z.int().check(z.gte(COLUMN_WIDTH_MIN), z.lte(COLUMN_WIDTH_MAX))),
});
export type ListColumn = z.infer<typeof listColumn>;

/** The columns of a list, in order. What is not in it is hidden. */
export const listColumns = z
  .array(listColumn)
  .check(z.maxLength(MOST_COLUMNS, `Show at most ${MOST_COLUMNS} columns.`));
