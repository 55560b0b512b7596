import type { AppError } from '@/lib/errors/app-error';
import type { IdentityRow } from './identity-record';

/** What became of one pasted value. */
export type LookedUp =
  /** One identity has this id or external id, or is the only one with this email. */
  | { state: 'found'; identity: IdentityRow; by: 'ID' | 'external ID' | 'email' }
  /** Several identities share this email. `whole` is false when there may be more of them. */
  | { state: 'ambiguous'; identities: IdentityRow[]; whole: boolean }
  | { state: 'not-found' }
  /** It could not be asked for, or the answer was no answer. */
  | { state: 'failed'; error: AppError };

/** One line of the answer to a look-up of many: a value and what became of it, or that the service asked to wait. */
export type LookUpLine = { value: string; result: LookedUp } | { waitMs: number };
