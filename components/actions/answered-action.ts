import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { failed, type Outcome } from '@/lib/errors/app-error';

/**
 * Runs a server action and answers in every case. One that does not come back (connection lost) throws; then nobody
 * knows what became of it, and that is said. What an action throws on purpose is the router's.
 */
export async function answeredAction<Result>(
  action: () => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  try {
    return await action();
  } catch (error) {
    unstable_rethrow(error);
    // A page from before a deployment names an action that the server does not have: it refused before doing anything.
    if (unstable_isUnrecognizedActionError(error))
      return failed({
        kind: 'outdated',
        message: 'The dashboard was updated. Reload the page.',
      });
    return failed({
      kind: 'dashboard',
      message: 'This page had no answer from the dashboard’s server. Check your connection.',
      outcomeUnknown: true,
    });
  }
}
