import type { DayFigures, UsageDay } from '@/lib/reporting/daily-usage';

/** What a line can show: a figure, or the share of requests that failed. */
export type TrendMetric = 'requests' | 'tokens' | 'cost' | 'error-rate';

const HEIGHT = 24;

/**
 * A line of a figure over some days. Decoration: the figure it stands under is said in words, the days in the chart.
 * What is not known is a gap in it.
 */
export function TrendLine({ metric, days }: { metric: TrendMetric; days: readonly UsageDay[] }) {
  const values = days.map(({ figures }) => valueOf(metric, figures));
  const top = Math.max(0, ...values.map((value) => value ?? 0));
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={HEIGHT}
      viewBox={`0 0 ${Math.max(1, values.length - 1)} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="trend"
    >
      <path d={top === 0 ? '' : linePath(values, top)} />
    </svg>
  );
}

/** Holds the line's place, so that nothing moves when it comes. */
export function NoTrend() {
  return <svg aria-hidden="true" width="100%" height={HEIGHT} className="trend" />;
}

function valueOf(metric: TrendMetric, { requests, errors, tokens, cost }: DayFigures): number | undefined {
  if (metric !== 'error-rate') return { requests, tokens, cost }[metric];
  return requests === undefined || errors === undefined || requests === 0 ? undefined : errors / requests;
}

function linePath(values: readonly (number | undefined)[], top: number): string {
  return values
    .map((value, at) => {
      if (value === undefined) return '';
      const high = Math.round((HEIGHT - 2 - (value / top) * (HEIGHT - 4)) * 10) / 10;
      const begins = values[at - 1] === undefined;
      // A day between two gaps is a line without length, which its round ends make a point.
      return `${begins ? 'M' : 'L'}${at} ${high}${begins && values[at + 1] === undefined ? 'h0' : ''}`;
    })
    .join('');
}
