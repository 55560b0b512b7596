import 'server-only';

/** The limits of a client (security, section 8). All times in milliseconds. */
export type ClientLimits = {
  /** One operation, all its attempts and waits together. */
  deadlineMs: number;
  /** One attempt, its body included. */
  attemptMs: number;
  /** Attempts of one read. Changes get one. */
  attempts: number;
  /** Longest answer, in decoded bytes. */
  answerBytes: number;
  /** Requests on their way at once; the rest queue, and their waiting counts to the deadline. */
  atOnce: number;
};

export const CLIENT_LIMITS: ClientLimits = {
  deadlineMs: 10_000,
  attemptMs: 4_000,
  attempts: 3,
  answerBytes: 10 * 1024 * 1024,
  atOnce: 16,
};
