import {
  formatChange,
  formatCostExact,
  formatCount,
  formatErrorRate,
  NOT_REPORTED,
} from '@/lib/format/numbers';
import { formatDate } from '@/lib/format/times';
import { changeOf, type DayFigures, type UsageDay, type UsageTotal } from './daily-usage';

/** Daily figures in words, once for the eye, the ear and the table. */

/** What the chart can show; `errors` are failed requests. */
export const CHART_METRICS = ['cost', 'requests', 'tokens', 'errors'] as const;
export type ChartMetric = (typeof CHART_METRICS)[number];

export const METRIC_NAMES = {
  cost: 'Cost',
  requests: 'Requests',
  tokens: 'Tokens',
  errors: 'Errors',
} as const satisfies Record<ChartMetric, string>;

/** A figure in full. */
export function figureText(metric: ChartMetric, value: number | undefined): string {
  if (value === undefined) return NOT_REPORTED;
  return metric === 'cost' ? formatCostExact(value) : formatCount(value);
}

/** The share of requests that failed: `4.1%`, or `—` without requests or where either is not known. */
export function errorRateText({ requests, errors }: Pick<DayFigures, 'requests' | 'errors'>): string {
  return requests === undefined || errors === undefined || requests === 0
    ? NOT_REPORTED
    : formatErrorRate(errors / requests, requests);
}

/** One day: `Tue 3 Nov: $1.24, 312 requests, 9,000 tokens, 4.2% errors (13 of 312)`. @param today `YYYY-MM-DD` */
export function dayWords({ date, figures }: UsageDay, today: string): string {
  const day = `${formatDate(date, today)}${date === today ? ', so far' : ''}`;
  const { requests, errors, tokens, cost } = figures;
  if ([requests, errors, tokens, cost].every((figure) => figure === undefined)) return `${day}: not reported`;
  if (requests === 0 && errors === 0 && tokens === 0 && cost === 0) return `${day}: no use recorded`;
  const parts = [
    cost === undefined ? 'cost not reported' : formatCostExact(cost),
    requests === undefined ? 'requests not reported' : counted(requests, 'request'),
    tokens === undefined ? 'tokens not reported' : counted(tokens, 'token'),
    errorWords({ requests, errors }),
  ];
  return `${day}: ${parts.join(', ')}`;
}

function errorWords({ requests, errors }: Pick<DayFigures, 'requests' | 'errors'>): string {
  if (errors === undefined) return 'errors not reported';
  if (requests === undefined || requests === 0) return counted(errors, 'error');
  return `${errorRateText({ requests, errors })} errors (${formatCount(errors)} of ${formatCount(requests)})`;
}

/** What the period comes to against the one before: `+12.4% vs the 30 days before ($41.20)`. */
export function changeWords(metric: ChartMetric, now: UsageTotal, before: UsageTotal, days: number): string {
  const period = `the ${days} days before`;
  if (before.gaps > 0 || before.sum === undefined) return `${period} are not reported in full`;
  if (before.sum === 0)
    return now.sum === 0 ? `nothing in ${period} either` : `nothing in ${period} to compare with`;
  const change = changeOf(now, before);
  const was = `${period} (${figureText(metric, before.sum)})`;
  if (change === undefined) return `${figureText(metric, before.sum)} in ${period}`;
  return change === 0 ? `the same as in ${was}` : `${formatChange(change)} vs ${was}`;
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
}
