/** What a page is told of an attempt to sign in. Never the token, which the library's own answers carry. */
export type SignInAnswer =
  | { status: 'signed-in' }
  /** The password was right; a code is asked for. */
  | { status: 'second-factor' }
  /** The same words for an unknown account, a wrong password and a disabled operator; or a wrong code. */
  | { status: 'refused' }
  /** The time for the code ran out, or too many were wrong: start again with the password. */
  | { status: 'start-over' }
  /** Whole seconds to wait. */
  | { status: 'too-many'; retry_after: number }
  /** The store or the audit log does not work at the moment. */
  | { status: 'unavailable' };

/** The HTTP status of each answer. */
export const SIGN_IN_STATUS = {
  'signed-in': 200,
  'second-factor': 200,
  refused: 401,
  'start-over': 401,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<SignInAnswer['status'], number>;

/**
 * An answer of this program's own server; `unavailable` for what something in between has said. Read by hand: a schema
 * would cost the sign-in page 18 KB more, a tenth of all it ships.
 */
export function readSignInAnswer(said: unknown): SignInAnswer {
  if (typeof said !== 'object' || said === null || !('status' in said)) return { status: 'unavailable' };
  const { status } = said;
  if (status === 'too-many')
    return { status, retry_after: 'retry_after' in said ? Number(said.retry_after) || 60 : 60 };
  const plain = PLAIN.find((known) => known === status);
  return { status: plain ?? 'unavailable' };
}

const PLAIN = ['signed-in', 'second-factor', 'refused', 'start-over', 'unavailable'] as const;
