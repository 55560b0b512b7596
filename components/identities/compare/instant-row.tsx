'use client';

import type { Pair } from '@/lib/identity/merged-values';
import { Instant } from '../detail/instant';
import { CompareRow } from './compare-row';

const NO_NAMES: Pair<string> = { left: '', right: '' };

/** A time of both. */
export function InstantRow({ label, pair }: { label: string; pair: Pair<string | undefined> }) {
  return (
    <CompareRow
      label={label}
      same={pair.left === pair.right}
      names={NO_NAMES}
      cell={(side) => <Instant value={pair[side]} />}
    />
  );
}
