'use client';

import { formatCount } from '@/lib/format/numbers';
import { pastedCounts, type PastedRow, type PastedState } from '@/lib/identity/pasted-rows';

const WORDS = [
  ['found', 'Found'],
  ['ambiguous', 'Ambiguous'],
  ['not-found', 'Not found'],
  ['repeated', 'Repeated'],
  ['failed', 'Failed'],
  ['pending', 'Not asked yet'],
] as const satisfies readonly (readonly [PastedState, string])[];

/** How many values stand how; each count shows those alone. What none is, is left out. */
export function LookUpCounts({
  rows,
  shown,
  onShow,
}: {
  rows: readonly PastedRow[];
  shown: PastedState | undefined;
  onShow: (state: PastedState | undefined) => void;
}) {
  const counts = pastedCounts(rows);
  const choices = [
    { state: undefined, words: 'All', count: rows.length },
    ...WORDS.map(([state, words]) => ({ state, words, count: counts[state] })),
  ].filter(({ state, count }) => count > 0 || state === shown);
  return (
    <fieldset className="segments h-auto max-w-full flex-wrap">
      <legend className="sr-only">Show</legend>
      {choices.map(({ state, words, count }) => (
        <label key={words} className="segment gap-1.5">
          <input
            type="radio"
            name="looked-up"
            className="sr-only"
            data-command={`Show: ${words}`}
            checked={state === shown}
            onChange={() => onShow(state)}
          />
          {words} <span className="tabular-nums">{formatCount(count)}</span>
        </label>
      ))}
    </fieldset>
  );
}
