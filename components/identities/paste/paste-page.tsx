'use client';

import { useState } from 'react';
import { useOperator } from '@/components/shell/operator';
import { Breadcrumb } from '../detail/breadcrumb';
import { LookUpResults } from './look-up-results';
import { lookUpAgain } from './look-up-run';
import { PasteBox } from './paste-box';
import { useLookUp } from './use-look-up';

/** The page that looks up many pasted values: the box for them, then what was found in the pasted order. */
export function PastePage() {
  const operator = useOperator()?.id ?? '';
  const run = useLookUp(operator);
  // The look-up that other values are being pasted over; whatever begins anew is shown.
  const [replaced, setReplaced] = useState<string>();
  const shown = run !== undefined && run.values.length > 0 && run.startedAt !== replaced;
  return (
    <>
      <div className="pt-4">
        <Breadcrumb name="Look up many" />
      </div>
      <h1 className="pt-3 pb-4 text-xl font-semibold tracking-tight">Look up many identities</h1>
      {run !== undefined && !shown && (
        <PasteBox
          onLookUp={(values) => lookUpAgain(operator, values)}
          onCancel={run.values.length === 0 ? undefined : () => setReplaced(undefined)}
        />
      )}
      {shown && <LookUpResults run={run} onPasteAgain={() => setReplaced(run.startedAt)} />}
    </>
  );
}
