import { formatCostAxis, formatCountAxis } from '@/lib/format/numbers';
import { formatDate } from '@/lib/format/times';
import { chartScale } from './chart-scale';
import type { UsageDay } from './daily-usage';
import type { ChartMetric } from './usage-words';

/**
 * What is drawn of some days, as shapes: worked out on the server, put on the page as it stands. Heights are pixels from
 * the top; widths are days, to be stretched to the width at hand, so that a chart fits every window without a script.
 */

/** Heights: room over the highest mark, the plot itself, and what lies below it, where days are named. */
const ABOVE = 8;
const PLOT = 152;
const BELOW = 22;
export const CHART = {
  height: ABOVE + PLOT + BELOW,
  top: ABOVE,
  plot: PLOT,
  names: ABOVE + PLOT + 17,
} as const;

/** The bars of one metric. Each path holds all the boxes of its kind. */
export type MetricDrawing = {
  metric: ChartMetric;
  marks: { at: number; text: string }[];
  bars: string;
  /** The day that is not over. */
  unfinished: string;
  /** Marks on the ground line: no use. */
  none: string;
  /** Days of which nothing is known. */
  gaps: string;
};

/** Share of its day's width that a bar takes: few bars are not to be beams. */
const SHARE = { few: 0.5, many: 0.72 };
/** Least height of what is more than nothing. */
const LEAST = 2.5;

/** @param today `YYYY-MM-DD`, drawn as not over */
export function metricDrawing(metric: ChartMetric, days: readonly UsageDay[], today: string): MetricDrawing {
  const largest = Math.max(0, ...days.map(({ figures }) => figures[metric] ?? 0));
  const { ticks, top } = chartScale(largest, { whole: metric !== 'cost' });
  const height = (value: number) => (value / top) * PLOT;
  const share = days.length <= 7 ? SHARE.few : SHARE.many;
  const drawing = { bars: '', unfinished: '', none: '', gaps: '' };
  days.forEach(({ date, figures }, at) => {
    const value = figures[metric];
    const left = at + (1 - share) / 2;
    if (value === undefined) drawing.gaps += box(at + 0.1, 0.8, PLOT);
    else if (value <= 0) drawing.none += box(left, share, 1);
    else drawing[date === today ? 'unfinished' : 'bars'] += box(left, share, Math.max(LEAST, height(value)));
  });
  const text = (tick: number) =>
    metric === 'cost' ? formatCostAxis(tick, ticks[1] ?? 1) : formatCountAxis(tick);
  const marks = ticks.map((tick) => ({ at: round(ABOVE + PLOT - height(tick)), text: text(tick) }));
  return { metric, marks, ...drawing };
}

/** What all metrics share: weekends, as one path, and the names of days with the middle of each, in percent. */
export type DaysDrawing = { count: number; weekends: string; names: { at: string; text: string }[] };

/** Every how manieth day is named, so that names keep apart on a phone too. */
const NAMED: Record<number, number> = { 7: 1, 30: 7, 90: 21 };

export function daysDrawing(days: readonly UsageDay[], today: string): DaysDrawing {
  const every = NAMED[days.length] ?? 7;
  const nameOf = (date: string) => {
    if (date === today) return 'Today';
    const [weekday = '', day, month] = formatDate(date, today).split(' ');
    return every === 1 ? weekday : `${day} ${month}`;
  };
  return {
    count: days.length,
    weekends: days.map(({ date }, at) => (isWeekend(date) ? box(at, 1, PLOT) : '')).join(''),
    // Counted back from today, which is always named.
    names: days.flatMap(({ date }, at) =>
      (days.length - 1 - at) % every === 0
        ? [{ at: `${round(((at + 0.5) / days.length) * 100)}%`, text: nameOf(date) }]
        : [],
    ),
  };
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
}

/** A box that stands on the ground line. */
function box(left: number, width: number, height: number): string {
  return `M${round(left)} ${PLOT}v${-round(height)}h${round(width)}v${round(height)}z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
