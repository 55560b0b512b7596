import * as z from 'zod/mini';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { PASSWORD_MAX } from './password';
import { ROLES } from './permissions';

/** What the forms of operators and of links send. Strict; pure. */

const email = z
  .string()
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(320, 'An email has at most 320 characters.'),
    z.email('This is not an email address.'),
  );

/** An invitation. */
export const invitationForm = z.strictObject({ email, role: z.enum(ROLES) });

/** A link's token, whatever was pasted in its place: what is none is simply not found. */
const token = z.string().check(z.maxLength(200));

export const presentedLink = z.strictObject({ token });

/** What the holder of a link chooses. `name` is empty where the link is for a password. */
export const acceptedLink = z.strictObject({
  token,
  name: z
    .string()
    .check(
      z.trim(),
      z.maxLength(200, 'A name has at most 200 characters.'),
      z.refine(isWellFormedText, 'This holds a character that cannot be kept.'),
    ),
  // Its rules are checked where the list of common ones is; never trimmed.
  password: z
    .string()
    .check(
      z.maxLength(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`),
      z.refine(isWellFormedText, 'This holds a character that cannot be kept.'),
    ),
});
