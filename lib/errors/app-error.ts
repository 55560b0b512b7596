/**
 * Every expected failure, as data. One function of the client turns HTTP into an `AppError`; one component
 * (`ErrorNotice`) turns it into words. Nothing else reads a status code.
 *
 * `message` is always fit to be shown to an operator: it never carries a key, a stack or a raw upstream body.
 */
export type AppError =
  /** What was sent breaks a rule. `fields` maps a field's wire name to its messages; empty when none is named. */
  | { kind: 'invalid'; message: string; fields: Record<string, string[]> }
  /** The external id is taken, or the identity has a budget already. */
  | { kind: 'conflict'; field: 'external_id' | 'budget'; message: string }
  /** `what`: not an identity, but a job of this dashboard. */
  | { kind: 'not-found'; message: string; what?: 'job' }
  /** Nobody is signed in, or the sign-in has ended. */
  | { kind: 'signed-out'; message: string }
  /** The operator's role does not allow this, or something must be done first. */
  | { kind: 'forbidden'; message: string }
  /** This needs a recent proof of who the operator is: a password, or the single sign-on once more. */
  | { kind: 'confirm-sign-in'; method: 'password' | 'sso'; message: string }
  /** What was given to prove who the operator is does not do; `code-needed`: the password does, a code is asked for. */
  | { kind: 'not-proven'; reason: 'password' | 'code' | 'code-needed' | 'too-many'; message: string }
  /** The store did not take or give an entry of the audit log. A change that could not be recorded was not made. */
  | { kind: 'audit-unavailable'; message: string }
  /** Too many requests. `retryAfterMs` (milliseconds) is absent when the upstream did not say. */
  | { kind: 'rate-limited'; message: string; retryAfterMs?: number }
  /** Our key was refused (401), lacks a permission (403) or the plan's quota is used up (402). */
  | { kind: 'key-refused'; status: 401 | 402 | 403; message: string; code?: string }
  /**
   * No answer: no connection, none in time, the dashboard itself stops, or the service is not asked for some seconds
   * because it failed over and over (`paused`). `outcomeUnknown` on a write: it may have been carried out.
   */
  | {
      kind: 'unreachable';
      reason: 'connection' | 'timeout' | 'paused' | 'stopping';
      message: string;
      outcomeUnknown: boolean;
      /** Milliseconds until the service is asked again; before that every call is refused at once. */
      retryAfterMs?: number;
      /** ISO 8601 time since which no call has been answered. */
      since?: string;
    }
  /** The browser had no answer, or none it knows, from the dashboard's own server. */
  | { kind: 'dashboard'; status?: number; message: string; outcomeUnknown: boolean }
  /** An answer that is not JSON, is cut off, too large or of another shape than the contract's. */
  | { kind: 'unreadable'; message: string; outcomeUnknown: boolean; requestId?: string }
  /** The dashboard is newer than the page, whose form it does not know any more: nothing was done. */
  | { kind: 'outdated'; message: string }
  /** Any other status. */
  | {
      kind: 'upstream';
      status: number;
      message: string;
      code?: string;
      requestId?: string;
      /** Milliseconds. */
      retryAfterMs?: number;
      /** Of a write: a failing server may have carried it out. */
      outcomeUnknown?: boolean;
      /** ISO 8601 time since which every call has failed. */
      since?: string;
    };

/** A result that may fail in an expected way. Bugs throw; everything else is an `Outcome`. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** A success. */
export function succeeded<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A failure. */
export function failed(error: AppError): { ok: false; error: AppError } {
  return { ok: false, error };
}

/** Whether a change may have been made although it failed. */
export function isOutcomeUnknown(error: AppError): boolean {
  return 'outcomeUnknown' in error && error.outcomeUnknown === true;
}
