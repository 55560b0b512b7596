import 'server-only';
import type { Outcome } from '@/lib/errors/app-error';

/**
 * An outcome as an answer of our own `/api` routes. The status is 200 for an expected failure too: the outcome says
 * what happened, and only this dashboard's pages read it.
 */
export function outcomeResponse<T>(outcome: Outcome<T>): Response {
  return Response.json(outcome, { headers: { 'Cache-Control': 'no-store' } });
}
