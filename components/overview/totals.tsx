import Link from 'next/link';
import { TrendLine } from '@/components/usage/trend-line';
import {
  formatChange,
  formatCostExact,
  formatCount,
  formatErrorRate,
  formatFailed,
  NOT_REPORTED,
} from '@/lib/format/numbers';
import { rankedHref } from '@/lib/reporting/overview-address';
import type { PeriodDays } from '@/lib/reporting/period';
import type { Overview } from '@/lib/reporting/ranking-schema';
import {
  errorRate,
  figureOf,
  relativeChange,
  USAGE_METRICS,
  type UsageFigures,
  type UsageMetric,
} from '@/lib/reporting/usage-figures';

const NAMES: Record<UsageMetric, string> = {
  cost: 'Cost',
  requests: 'Requests',
  tokens: 'Tokens',
  'error-rate': 'Error rate',
};

/** What the workspace used, against the period before; each figure leads to the list of who made it. */
export function Totals({ overview, days }: { overview: Overview; days: PeriodDays }) {
  return (
    <ul aria-label="Totals" className="panel grid grid-cols-2 overflow-hidden lg:grid-cols-4">
      {USAGE_METRICS.map((metric) => (
        <li key={metric} className="-mt-px -ml-px border-t border-l border-line">
          <Link href={rankedHref(metric, days)} prefetch={false} className="total-card">
            <span className="block text-[0.8125rem] text-muted">{NAMES[metric]}</span>{' '}
            <span className="block pt-0.5 text-lg leading-7 font-semibold tracking-tight tabular-nums sm:text-2xl sm:leading-8">
              {figureText(metric, overview.totals)}
            </span>{' '}
            <span className="block text-xs text-muted tabular-nums">
              {metric === 'error-rate' && overview.totals.requests > 0 && (
                <span className="block">
                  {formatFailed(overview.totals.errors, overview.totals.requests)}
                </span>
              )}
              {changeText(metric, overview, days)}
            </span>
            <TrendLine metric={metric} days={overview.days} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function figureText(metric: UsageMetric, figures: UsageFigures): string {
  if (metric === 'cost') return formatCostExact(figures.cost);
  if (metric !== 'error-rate') return formatCount(figures[metric]);
  const rate = errorRate(figures);
  return rate === undefined ? NOT_REPORTED : formatErrorRate(rate, figures.requests);
}

function changeText(metric: UsageMetric, { totals, totals_before: before }: Overview, days: number): string {
  const was = figureOf(metric, before);
  const text = figureText(metric, before);
  if (was === undefined) return `no requests in the ${days} days before`;
  // A change of a rate in per cent is taken for points of per cent.
  if (metric === 'error-rate') return `${text} in the ${days} days before`;
  const change = relativeChange(figureOf(metric, totals), was);
  return change === undefined
    ? `nothing in the ${days} days before`
    : `${formatChange(change)} vs the ${days} days before (${text})`;
}
