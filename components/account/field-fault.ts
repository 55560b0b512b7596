import type { AppError } from '@/lib/errors/app-error';

/** What keeps a form from being done: words for one of its fields, or an error that is about none. */
export type FieldFault = { field?: string; words?: string; error?: AppError };

/**
 * An error as the form shows it.
 *
 * @param proofs the fields that hold the password and the code
 */
export function fieldFault(error: AppError, proofs: { password?: string; code?: string }): FieldFault {
  if (error.kind === 'not-proven') {
    const field =
      error.reason === 'password' ? proofs.password : error.reason === 'code' ? proofs.code : undefined;
    if (field !== undefined) return { field, words: error.message };
  }
  if (error.kind === 'invalid') {
    const [named] = Object.entries(error.fields);
    if (named !== undefined) return { field: named[0], words: named[1][0] ?? error.message };
  }
  return { error };
}
