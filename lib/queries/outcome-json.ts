import type { AppError, Outcome } from '@/lib/errors/app-error';

/** An expected failure on its way through TanStack Query, which knows failures as thrown values only. */
export class QueryFailure extends Error {
  constructor(readonly error: AppError) {
    super(error.message);
    this.name = 'QueryFailure';
  }
}

/** The `AppError` behind a query's error. */
export function queryError(error: unknown): AppError {
  if (error instanceof QueryFailure) return error.error;
  return {
    kind: 'dashboard',
    message: 'This page had no answer from the dashboard’s server. Check your connection.',
    outcomeUnknown: false,
  };
}

/**
 * Reads one of this dashboard's own `/api` routes, whose answers are outcomes of this program's own making.
 * Throws `QueryFailure` for an expected failure; an aborted call rejects as `fetch` does.
 */
export async function getOutcome<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { Accept: 'application/json' } });
  const refused = response.status === 401 || response.status === 403;
  if (!response.ok && !refused)
    throw new QueryFailure({
      kind: 'dashboard',
      status: response.status,
      message: `The dashboard’s server answered ${response.status}.`,
      outcomeUnknown: false,
    });
  const outcome = (await response.json()) as Outcome<T>;
  if (!outcome.ok) throw new QueryFailure(outcome.error);
  return outcome.value;
}
