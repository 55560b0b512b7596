import * as z from 'zod/mini';
import { avatarUrl, displayName, email, metadata, tags } from './schema';
import { characterCount, isWellFormedText } from './well-formed-text';

/**
 * One identity of an imported file, in the words of the wire. The rules are those of a create, with three differences:
 * ids and times may come along, longer external ids that the gateway made are taken (disagreement 16), and a member
 * that is `null` or empty is unset.
 */

/** Longest external id in existing workspaces, in characters: the gateway creates up to it. */
export const IMPORTED_EXTERNAL_ID_MAX = 255;

const BROKEN_TEXT =
  'Contains a character that cannot be stored (NUL or half of a surrogate pair). Remove it.';
const reference = z.string().check(
  z.refine((value) => value !== '', 'Is required.'),
  z.refine(isWellFormedText, BROKEN_TEXT),
  z.refine(
    (value) => characterCount(value) <= IMPORTED_EXTERNAL_ID_MAX,
    `Use at most ${IMPORTED_EXTERNAL_ID_MAX} characters.`,
  ),
);

const TIME_RULE = 'Must be a time with its offset from 1970 on, such as 2026-11-20T12:00:00Z.';
const time = z.iso
  .datetime({ offset: true, error: TIME_RULE })
  .check(z.refine((text) => Date.parse(text) >= 0, TIME_RULE));

const unset = z.literal('');
export const importedIdentity = z.object({
  _id: z.nullish(z.union([unset, reference])),
  external_id: reference,
  display_name: z.nullish(displayName),
  email: z.nullish(z.union([unset, email])),
  avatar_url: z.nullish(z.union([unset, avatarUrl])),
  tags: z.nullish(tags),
  metadata: z.nullish(metadata),
  created: z.nullish(z.union([unset, time])),
  updated: z.nullish(z.union([unset, time])),
});
export type ImportedIdentity = z.infer<typeof importedIdentity>;
