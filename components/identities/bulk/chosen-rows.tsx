import { useState } from 'react';
import { IdText } from '@/components/ui/bidi-text';
import { formatCount } from '@/lib/format/numbers';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { select, useSelection } from '../selection';

/** Most rows listed; more are counted. */
const MOST = 200;

/**
 * The chosen rows, those out of sight first. What is dropped here stays listed until the list is closed, so that a
 * slip of the hand can be taken back and nothing moves under the pointer.
 */
export function ChosenRows({ rows }: { rows: readonly IdentityRow[] }) {
  const [listed] = useState(rows);
  const { rows: chosen } = useSelection();
  const more = listed.length - MOST;
  return (
    <>
      <ul
        aria-label="Selected identities"
        className="max-h-[min(20rem,45vh)] w-[min(24rem,calc(100vw-3rem))] overflow-y-auto"
      >
        {listed.slice(0, MOST).map((row) => (
          <li key={row._id}>
            <label className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded px-2 hover:bg-raised">
              <input
                type="checkbox"
                className="checkbox shrink-0"
                checked={chosen.has(row._id)}
                onChange={({ target }) => select([row], target.checked)}
              />
              <bdi className="min-w-0 flex-1 truncate">{identityName(row)}</bdi>
              <span className="shrink-0 text-xs text-muted">
                <IdText value={row.external_id} />
              </span>
            </label>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="px-2 pt-1 text-xs text-muted">and {formatCount(more)} more</p>}
    </>
  );
}
