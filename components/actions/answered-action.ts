import { unstable_rethrow } from 'next/navigation';
import { failed, type Outcome } from '@/lib/errors/app-error';

/**
 * Runs a server action and answers in every case. One that does not come back (connection lost, new deployment) throws;
 * then nobody knows what became of it, and that is said. What an action throws on purpose is the router's.
 */
export async function answeredAction<Result>(
  action: () => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  try {
    return await action();
  } catch (error) {
    unstable_rethrow(error);
    return failed({
      kind: 'unreachable',
      reason: 'connection',
      message: 'The dashboard’s server did not answer.',
      outcomeUnknown: true,
    });
  }
}
