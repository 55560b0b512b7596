import * as z from 'zod/mini';

/** What a page is told of an attempt to sign in. Never the token, which the library's own answers carry. */
export const signInAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed-in') }),
  /** The password was right; a code is asked for. */
  z.object({ status: z.literal('second-factor') }),
  /** The same words for an unknown account, a wrong password and a disabled operator; or a wrong code. */
  z.object({ status: z.literal('refused') }),
  /** The time for the code ran out, or too many were wrong: start again with the password. */
  z.object({ status: z.literal('start-over') }),
  /** Whole seconds to wait. */
  z.object({ status: z.literal('too-many'), retry_after: z.number() }),
  /** The store or the audit log does not work at the moment. */
  z.object({ status: z.literal('unavailable') }),
]);
export type SignInAnswer = z.infer<typeof signInAnswer>;

/** The HTTP status of each answer. */
export const SIGN_IN_STATUS = {
  'signed-in': 200,
  'second-factor': 200,
  refused: 401,
  'start-over': 401,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<SignInAnswer['status'], number>;
