import 'server-only';
import type { AppError, Outcome } from '@/lib/errors/app-error';

/**
 * An outcome as an answer of our own `/api` routes. The status is 200 for an expected failure too, as the outcome says
 * what happened and only this dashboard's pages read it; but what the operator may not have is refused as HTTP does.
 */
export function outcomeResponse<T>(outcome: Outcome<T>): Response {
  return Response.json(outcome, {
    status: outcome.ok ? 200 : refusalStatus(outcome.error),
    headers: { 'Cache-Control': 'no-store' },
  });
}

function refusalStatus({ kind }: AppError): number {
  if (kind === 'signed-out') return 401;
  return kind === 'forbidden' || kind === 'confirm-sign-in' ? 403 : 200;
}
