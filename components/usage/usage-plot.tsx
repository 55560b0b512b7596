import { formatCostAxis, formatCountAxis } from '@/lib/format/numbers';
import { chartScale, type ChartScale } from '@/lib/reporting/chart-scale';
import type { UsageDay } from '@/lib/reporting/daily-usage';
import type { ChartMetric } from '@/lib/reporting/usage-words';

/** Heights in pixels: room over the highest mark, and the plot itself. */
const ABOVE = 8;
const PLOT = 152;
/** What lies below the plot, where the days are named. */
const BELOW = 22;
export const CHART_HEIGHT = ABOVE + PLOT + BELOW;
export const BASE = ABOVE + PLOT;

/** Share of its day's width that a bar takes. */
const BAR = { few: 0.5, many: 0.72 };

const scaleOf = (metric: ChartMetric, days: readonly UsageDay[]): ChartScale =>
  chartScale(Math.max(0, ...days.map(({ figures }) => figures[metric] ?? 0)), { whole: metric !== 'cost' });

const heightOf = (value: number, { top }: ChartScale) => BASE - (value / top) * PLOT;

/** The figures beside the plot. Decoration: the days and the table say them in full. */
export function UsageAxis({ metric, days }: { metric: ChartMetric; days: readonly UsageDay[] }) {
  const scale = scaleOf(metric, days);
  const format = metric === 'cost' ? formatCostAxis : formatCountAxis;
  return (
    <svg data-metric={metric} aria-hidden="true" width="48" height={CHART_HEIGHT}>
      {scale.ticks.map((tick) => (
        <text key={tick} x="40" y={heightOf(tick, scale) + 4} textAnchor="end">
          {format(tick)}
        </text>
      ))}
    </svg>
  );
}

/**
 * The bars of one metric. One path holds all of them, in a box of as many units as there are days that is stretched to
 * the width at hand; so a chart is some hundred bytes and fits every window without a script.
 */
export function UsagePlot({
  metric,
  days,
  today,
}: {
  metric: ChartMetric;
  days: readonly UsageDay[];
  today: string;
}) {
  const scale = scaleOf(metric, days);
  const width = days.length <= 7 ? BAR.few : BAR.many;
  const bars = days.map(({ date, figures }, at) => {
    const value = figures[metric];
    // Nothing is a mark on the line, and little is seen to be more than nothing.
    const high = value === undefined ? 0 : value > 0 ? Math.max(2.5, (value / scale.top) * PLOT) : 1;
    return { date, value, path: box(at + (1 - width) / 2, width, high) };
  });
  const paths = (which: (bar: (typeof bars)[number]) => boolean) =>
    bars
      .filter(which)
      .map(({ path }) => path)
      .join('');
  const gaps = bars.map(({ value }, at) => (value === undefined ? box(at + 0.1, 0.8, PLOT) : '')).join('');
  return (
    <svg data-metric={metric} aria-hidden="true" width="100%" height={CHART_HEIGHT}>
      {scale.ticks.map((tick) => (
        <line
          key={tick}
          x1="0"
          x2="100%"
          y1={heightOf(tick, scale)}
          y2={heightOf(tick, scale)}
          className="usage-grid"
        />
      ))}
      <svg
        y={ABOVE}
        width="100%"
        height={PLOT}
        viewBox={`0 0 ${days.length} ${PLOT}`}
        preserveAspectRatio="none"
      >
        <path d={gaps} className="usage-gap" />
        <path d={paths(({ value }) => value === 0)} className="usage-none" />
        <path
          d={paths(({ value, date }) => value !== undefined && value > 0 && date !== today)}
          className="usage-bar"
        />
        <path
          d={paths(({ value, date }) => value !== undefined && value > 0 && date === today)}
          className="usage-bar usage-unfinished"
        />
      </svg>
    </svg>
  );
}

/** A box that stands on the ground line. */
function box(left: number, width: number, height: number): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  return `M${round(left)} ${PLOT}v${-round(height)}h${round(width)}v${round(height)}z`;
}
