import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { failed, type Outcome } from '@/lib/errors/app-error';
import { startDeadline, type Deadline } from '@/lib/identity-client/deadline';
import { CLIENT_LIMITS } from '@/lib/identity-client/limits';
import { isStopping } from './lifecycle';
import { processWide } from './process-wide';

/** Carried beside the calls and not through them, so that no step of an action can forget to hand it on. */
const deadlines = () => processWide('action-deadline', () => new AsyncLocalStorage<Deadline>());

/** The deadline of the operator's action that is being done, if one is. */
export function currentDeadline(): Deadline | undefined {
  return deadlines().getStore();
}

/**
 * Does all the work of one thing an operator asked for within one deadline of ten seconds: however many calls of the
 * upstream it takes, nobody waits longer. Work inside of other work shares its deadline.
 */
export function withinOneDeadline<T>(work: () => Promise<T>): Promise<T> {
  if (currentDeadline() !== undefined) return work();
  const deadline = startDeadline(CLIENT_LIMITS.deadlineMs);
  return deadlines()
    .run(deadline, work)
    .finally(() => deadline.release());
}

/** Like `withinOneDeadline` for a change, of which none begins once a stop has begun. */
export async function asChange<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  if (isStopping())
    return failed({
      kind: 'unreachable',
      reason: 'stopping',
      message: 'The dashboard is being stopped.',
      outcomeUnknown: false,
    });
  return withinOneDeadline(work);
}
