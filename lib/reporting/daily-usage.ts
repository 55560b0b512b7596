import type { ReportAnswer, ReportRow } from './schema';
import { relativeChange, type UsageFigures } from './usage-figures';

/**
 * Use by day out of a report. Pure: which day an instant belongs to is told by whoever knows zones.
 *
 * A day without a row had no use, as hosts may leave empty buckets out (contract, "Reporting"), so its figures are 0;
 * but where the report was cut short nothing is known of it. A figure that a row does not carry is not known either.
 * Not known is `undefined`, drawn as a gap and never added up as 0.
 */

/** What is known of one day. `errors` are failed requests; `cost` is US dollars. */
export type DayFigures = { [Metric in keyof UsageFigures]: number | undefined };

/** One day, `YYYY-MM-DD` in the zone that was asked for. */
export type UsageDay = { date: string; figures: DayFigures };

/** What the known days come to. Undefined where no day is known; `gaps` counts those that are not in the sum. */
export type UsageTotal = { sum: number | undefined; gaps: number };
export type UsageTotals = { [Metric in keyof UsageFigures]: UsageTotal };

const METRICS = ['requests', 'errors', 'tokens', 'cost'] as const satisfies (keyof UsageFigures)[];
const UNKNOWN: DayFigures = { requests: undefined, errors: undefined, tokens: undefined, cost: undefined };
const NONE: DayFigures = { requests: 0, errors: 0, tokens: 0, cost: 0 };

/**
 * The figures of each of some days, in their order. Several rows of one day are added up: a host may answer in hours.
 * Rows of other days are passed over.
 *
 * @param dates the days that the report was asked for
 * @param dateOf the date, `YYYY-MM-DD`, on which a bucket begins
 */
export function usageByDay(
  report: ReportAnswer,
  dates: readonly string[],
  dateOf: (time: Date) => string,
): UsageDay[] {
  const byDate = new Map<string, DayFigures>();
  for (const row of report.data ?? []) {
    const time = new Date(row.timestamp ?? Number.NaN);
    if (Number.isNaN(time.getTime())) continue;
    const date = dateOf(time);
    const before = byDate.get(date);
    byDate.set(date, before === undefined ? figuresOf(row) : added(before, figuresOf(row)));
  }
  const isCut = report.has_more === true || report.meta?.warnings?.includes('rows_limited') === true;
  const isWhole = report.data != null && !isCut;
  const absent = isWhole ? NONE : UNKNOWN;
  return dates.map((date) => ({ date, figures: byDate.get(date) ?? absent }));
}

/** What some days come to. The sum of no days is 0. */
export function totalsOf(days: readonly UsageDay[]): UsageTotals {
  const total = (metric: keyof UsageFigures): UsageTotal => {
    const known = days.flatMap(({ figures }) => figures[metric] ?? []);
    const gaps = days.length - known.length;
    return { sum: known.length === 0 && gaps > 0 ? undefined : sumOf(known), gaps };
  };
  return {
    requests: total('requests'),
    errors: total('errors'),
    tokens: total('tokens'),
    cost: total('cost'),
  };
}

/** How much more or less than before, as a fraction; undefined where either is not known in full or nothing was before. */
export function changeOf(now: UsageTotal, before: UsageTotal): number | undefined {
  return now.gaps > 0 || before.gaps > 0 ? undefined : relativeChange(now.sum, before.sum);
}

/** A row in the names of SDK 4.15, of the single metrics, and of the parts that a total is made of. */
function figuresOf({ metrics }: ReportRow): DayFigures {
  const first = (...names: string[]) => names.map((name) => metrics?.[name]).find(Number.isFinite);
  const input = first('input_tokens', 'prompt_tokens');
  const output = first('output_tokens', 'completion_tokens');
  return {
    requests: first('request_count', 'requests', 'total_requests', 'genai.requests'),
    errors: first('error_count', 'errors', 'total_errors', 'genai.errors'),
    tokens:
      first('total_tokens', 'tokens', 'genai.tokens') ??
      (input === undefined || output === undefined ? undefined : input + output),
    cost: first('total_cost', 'cost', 'genai.cost'),
  };
}

function added(one: DayFigures, other: DayFigures): DayFigures {
  const sum = { ...UNKNOWN };
  for (const metric of METRICS) {
    const [a, b] = [one[metric], other[metric]];
    sum[metric] = a === undefined || b === undefined ? undefined : a + b;
  }
  return sum;
}

/** Adds smallest first: tenths of cents do not vanish beside thousands of dollars, and any order gives one sum. */
function sumOf(figures: readonly number[]): number {
  return [...figures].sort((a, b) => Math.abs(a) - Math.abs(b)).reduce((sum, figure) => sum + figure, 0);
}
