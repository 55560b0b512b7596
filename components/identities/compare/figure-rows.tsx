'use client';

import { formatCostExact, formatCount, formatErrorRate, isFraction } from '@/lib/format/numbers';
import type { Pair, Side } from '@/lib/identity/merged-values';
import type { IdentityMetrics } from '@/lib/identity/schema';
import { NotReported } from '../figures';
import { CompareRow } from './compare-row';

const NO_NAMES: Pair<string> = { left: '', right: '' };

const FIGURES = [
  ['Requests', 'total_requests', ({ total_requests }: IdentityMetrics) => formatCount(total_requests)],
  ['Tokens', 'total_tokens', ({ total_tokens }: IdentityMetrics) => formatCount(total_tokens)],
  ['Cost, USD', 'total_cost', ({ total_cost }: IdentityMetrics) => formatCostExact(total_cost)],
  ['Error rate', 'error_rate', errorRate],
] as const;

/** The figures of both. There is nothing to choose: use stays with the external id it was made under. */
export function FigureRows({ pair }: { pair: Pair<IdentityMetrics | undefined> }) {
  return FIGURES.map(([label, figure, format]) => (
    <CompareRow
      key={label}
      label={label}
      figure
      same={pair.left?.[figure] === pair.right?.[figure]}
      names={NO_NAMES}
      cell={(side: Side) => {
        const metrics = pair[side];
        return metrics === undefined ? <NotReported /> : format(metrics);
      }}
    />
  ));
}

function errorRate({ error_rate, total_requests }: IdentityMetrics) {
  if (isFraction(error_rate) && total_requests === 0) return <NotReported spoken="no requests" />;
  return formatErrorRate(error_rate, total_requests);
}
