import * as z from 'zod/mini';

/** Rules of a password (security, section 2): any characters, never trimmed, paste allowed. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

/** A password as forms take it; whether it is a common one is checked on the server, which holds the list. */
export const newPassword = z
  .string()
  .check(
    z.minLength(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters; a few words are easy to remember.`),
    z.maxLength(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`),
  );
