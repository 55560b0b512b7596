import type { Instrumentation } from 'next';

/** Runs once before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { start } = await import('@/lib/server/lifecycle');
  await start();
}

/** Logs a bug with the digest the operator is shown; never the address, whose query may hold a search. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logEvent } = await import('@/lib/server/log');
  const digest =
    typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;
  logEvent('error', 'request-failed', {
    digest,
    method: request.method,
    route: context.routePath,
    error,
  });
};
