import { formatCount } from '@/lib/format/numbers';
import type { UsageTotals } from '@/lib/reporting/daily-usage';
import {
  changeWords,
  errorRateText,
  figureText,
  METRIC_NAMES,
  type ChartMetric,
} from '@/lib/reporting/usage-words';

/** What a period comes to, and how that compares with the one before. */
export function MetricTotal({
  metric,
  totals,
  before,
  period,
}: {
  metric: ChartMetric;
  totals: UsageTotals;
  before: UsageTotals;
  period: number;
}) {
  const { sum, gaps } = totals[metric];
  return (
    <p data-metric={metric} className="flex flex-wrap items-baseline gap-x-2">
      <span className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">
        <span className="sr-only">{METRIC_NAMES[metric]}: </span>
        {figureText(metric, sum)}
      </span>{' '}
      <span className="text-[0.8125rem] text-muted tabular-nums">
        {metric === 'errors' && <ErrorShare totals={totals} />}
        {changeWords(metric, totals[metric], before[metric], period)}
        {gaps > 0 && ` · ${gaps} of ${period} days not reported`}
      </span>
    </p>
  );
}

/** What failed is a part of something: `of 3,150 requests, 4.2% · `. */
function ErrorShare({ totals: { requests, errors } }: { totals: UsageTotals }) {
  if (requests.sum === undefined || requests.sum === 0) return null;
  const rate = errorRateText({ requests: requests.sum, errors: errors.sum });
  return `of ${formatCount(requests.sum)} ${requests.sum === 1 ? 'request' : 'requests'}, ${rate} · `;
}
