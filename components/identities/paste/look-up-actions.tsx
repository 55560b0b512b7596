'use client';

import { Button } from '@/components/ui/button';
import { formatCount } from '@/lib/format/numbers';
import { meantIdentities, missingText, pastedCounts, type PastedRow } from '@/lib/identity/pasted-rows';
import { copyText } from '../copy-text';
import { select, useSelection } from '../selection';
import { lookUpAgain, type LookUpRun } from './look-up-run';

/** What can be done with the values as a whole. */
export function LookUpActions({
  run,
  rows,
  onPasteAgain,
}: {
  run: LookUpRun;
  rows: readonly PastedRow[];
  onPasteAgain: () => void;
}) {
  const { rows: selected } = useSelection();
  const found = meantIdentities(rows);
  const missing = pastedCounts(rows)['not-found'];
  const left = found.filter(({ _id }) => !selected.has(_id)).length;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        variant="primary"
        data-command="Select the found"
        disabledReason={
          found.length === 0
            ? 'Nothing is found that could be selected.'
            : left === 0
              ? 'All that are found are selected.'
              : undefined
        }
        onClick={() => select(found, true)}
      >
        Select the found
      </Button>
      <Button
        data-command="Copy what is missing"
        disabledReason={missing === 0 ? 'Nothing is missing.' : undefined}
        onClick={() =>
          void copyText(
            missingText(rows),
            `${formatCount(missing)} missing ${missing === 1 ? 'value' : 'values'}`,
          )
        }
      >
        Copy what is missing
      </Button>
      <Button
        data-command="Look up again"
        disabledReason={run.status === 'running' ? 'The look-up is on its way.' : undefined}
        onClick={() => lookUpAgain(run.by, run.values)}
      >
        Look up again
      </Button>
      <Button data-command="Paste again" onClick={onPasteAgain}>
        Paste again
      </Button>
    </div>
  );
}
