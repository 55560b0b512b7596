'use client';

import { useRef, useState, useTransition } from 'react';
import { answeredAction } from '@/components/actions/answered-action';
import type { Outcome } from '@/lib/errors/app-error';

/**
 * Runs a server action from a form: once at a time, in a transition, and with an answer in every case.
 *
 * An action that does not come back (connection lost, sign-in over, new deployment) throws; the form then has to say
 * that the outcome is not known, and everything typed stays where it is.
 */
export function useWrite() {
  const [inTransition, startTransition] = useTransition();
  const [done, setDone] = useState(false);
  // State lags one render behind: two clicks in the same frame must still be one write.
  const busy = useRef(false);

  /** @param settle returns whether the form is finished; it then stays pending until the next page is there. */
  const write = <Result>(
    action: () => Promise<Outcome<Result>>,
    settle: (outcome: Outcome<Result>) => boolean,
  ) => {
    if (busy.current) return;
    busy.current = true;
    startTransition(async () => {
      const outcome = await answeredAction(action);
      startTransition(() => {
        const finished = settle(outcome);
        busy.current = finished;
        setDone(finished);
      });
    });
  };
  return { pending: inTransition || done, write };
}
