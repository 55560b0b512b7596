import { formatCount } from '@/lib/format/numbers';
import { parseInstant } from '@/lib/format/times';
import { across, type Pair, type Side } from './merged-values';
import type { IdentityRecord } from './identity-record';

type Known = Pick<IdentityRecord, 'created' | 'metrics'>;

/**
 * Which of two identities had better survive, and why in a sentence: the one that is more in use, because its external
 * id is the one that systems and the gateway know; else the older one.
 */
export function suggestedSurvivor(pair: Pair<Known>): { side: Side; reason: string } {
  const [left, right] = [pair.left.metrics, pair.right.metrics];
  if (left !== undefined && right !== undefined && left.total_requests !== right.total_requests) {
    const side = left.total_requests > right.total_requests ? 'left' : 'right';
    const [more, fewer] = side === 'left' ? [left, right] : [right, left];
    return {
      side,
      reason: `Suggested because it is more in use: ${requests(more.total_requests)} in the last 30 days, the other ${formatCount(fewer.total_requests)}.`,
    };
  }
  const use =
    left === undefined || right === undefined ? 'use is not reported for both' : 'both are used alike';
  const [first, second] = [parseInstant(pair.left.created), parseInstant(pair.right.created)];
  if (first === undefined || second === undefined || first === second)
    return { side: 'left', reason: `Either will do: ${use}, and neither is known to be older.` };
  const side: Side = first < second ? 'left' : across('left');
  return { side, reason: `Suggested because it is the older one; ${use}.` };
}

function requests(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'request' : 'requests'}`;
}
