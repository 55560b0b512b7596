import { DrizzleQueryError } from 'drizzle-orm';

/**
 * An error without what was sent to the store. A failed query prints its parameters, which are names, emails and
 * metadata; its cause says what went wrong without them.
 */
export function withoutParameters(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? (error.cause ?? new Error('A query failed.')) : error;
}
