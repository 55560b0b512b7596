'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useTimeZone } from '@/components/time/time-zone';
import { formatUsageWindow } from '@/lib/format/times';
import { listHref, trustedListQuery } from '@/lib/identity/list-address';
import { pastedRows, type PastedState } from '@/lib/identity/pasted-rows';
import { SelectionBar } from '../selection-bar';
import { LookUpActions } from './look-up-actions';
import { LookUpCounts } from './look-up-counts';
import { LookUpProgress } from './look-up-progress';
import type { LookUpRun } from './look-up-run';
import { LookUpTable } from './look-up-table';

/** What became of the pasted values: counts, what can be done with them, and the table in the pasted order. */
export function LookUpResults({ run, onPasteAgain }: { run: LookUpRun; onPasteAgain: () => void }) {
  const { values, results, chosen } = run;
  const router = useRouter();
  const zone = useTimeZone();
  const [shown, setShown] = useState<PastedState>();
  const rows = useMemo(() => pastedRows(values, results, chosen), [values, results, chosen]);
  const visible = shown === undefined ? rows : rows.filter(({ state }) => state === shown);
  return (
    <>
      <LookUpProgress run={run} rows={rows} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-3">
        <LookUpCounts rows={rows} shown={shown} onShow={setShown} />
        <LookUpActions run={run} rows={rows} onPasteAgain={onPasteAgain} />
      </div>
      <p className="pb-2 text-xs text-muted">Figures: {formatUsageWindow(Date.parse(run.startedAt), zone)}</p>
      <LookUpTable rows={visible} chosen={chosen} busy={run.status === 'running'} />
      <SelectionBar
        page={undefined}
        show={(changes) => router.push(listHref(trustedListQuery(new URLSearchParams()), changes))}
      />
    </>
  );
}
