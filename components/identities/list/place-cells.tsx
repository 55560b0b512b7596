import { formatCostChange } from '@/lib/format/changes';
import { formatChange, formatCost, formatCount } from '@/lib/format/numbers';
import type { RankedPlace } from '@/lib/identity/identity-record';
import type { ListQuery } from '@/lib/identity/list-query';
import { relativeChange } from '@/lib/reporting/usage-figures';
import type { RowFigures } from './figure-cells';

/** What a row of a ranking shows beyond one of the list. */

/** The place itself, before the name. */
export function Rank({ place }: { place: RankedPlace }) {
  return (
    <span className="min-w-6 shrink-0 text-right text-xs text-muted tabular-nums">
      <span className="sr-only">Rank </span>
      {formatCount(place.rank)}
    </span>
  );
}

/** The figures of the ranking's period; under the cost its change, where that is what the ranking goes by. */
export function placeFigures(place: RankedPlace, by: ListQuery['sort']): RowFigures {
  const { requests, errors, tokens, cost } = place.figures;
  return {
    metrics: {
      total_requests: requests,
      total_tokens: tokens,
      total_cost: cost,
      error_rate: requests === 0 ? 0 : errors / requests,
    },
    failed: errors,
    change: by === 'change' && <CostChange now={cost} before={place.before.cost} />,
  };
}

function CostChange({ now, before }: { now: number; before: number }) {
  const relative = relativeChange(now, before);
  return (
    <span className="block text-xs text-muted" data-tip={`${formatCost(before)} in the period before`}>
      {formatCostChange(now - before)}
      {`, ${relative === undefined ? 'new' : formatChange(relative)}`}
      <span className="sr-only"> from {formatCost(before)} in the period before</span>
    </span>
  );
}
