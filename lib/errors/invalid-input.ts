import type { core } from 'zod';
import type { AppError } from './app-error';

/** Turns the issues of a failed parse into the `invalid` error, keyed by the field's wire name. */
export function invalidInput(error: core.$ZodError): AppError {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    if (field === '') continue;
    (fields[field] ??= []).push(issue.message);
  }
  return { kind: 'invalid', message: error.issues[0]?.message ?? 'Invalid input', fields };
}
