'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { onHandedValues, takeHandedValues } from '@/lib/queries/pasted-values';
import { keepValues, keptValuesOf } from './kept-values';
import { presentRun, showValues, subscribeToRun, type LookUpRun } from './look-up-run';

/**
 * The look-up on screen: of values that were handed over, else of those this entry of the history holds. `undefined`
 * until that is known, which the server cannot know.
 */
export function useLookUp(operator: string): LookUpRun | undefined {
  const run = useSyncExternalStore(subscribeToRun, presentRun, () => undefined);

  useEffect(() => {
    showValues(operator, takeHandedValues() ?? keptValuesOf(operator) ?? []);
    return onHandedValues(() => showValues(operator, takeHandedValues() ?? []));
  }, [operator]);

  const own = run?.by === operator ? run : undefined;
  const values = own?.values;
  useEffect(() => {
    if (values === undefined) return;
    const keep = () => keepValues(operator, values);
    keep();
    // A change of identities has the router write this entry anew.
    window.addEventListener('pagehide', keep);
    return () => window.removeEventListener('pagehide', keep);
  }, [operator, values]);
  return own;
}
