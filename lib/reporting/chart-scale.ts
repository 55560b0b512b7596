/** Round marks of a scale from 0 that holds all figures of a chart: `[0, 5, 10, 15]`. */
export type ChartScale = { ticks: number[]; top: number };

/** Steps that people count in. */
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * A scale with at most four steps above 0, its top not below the largest figure.
 *
 * @param whole for what comes in whole pieces only, so that no mark reads "0.5 requests"
 */
export function chartScale(largest: number, { whole = false }: { whole?: boolean } = {}): ChartScale {
  if (!(largest > 0)) return { ticks: [0], top: 1 };
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  // A quotient such as 2.0000000000000004 is 2: a double is no reason for a larger step.
  const found = STEPS.map((step) => step * power).find((step) => step >= rough * (1 - 1e-9)) ?? 10 * power;
  const step = whole ? Math.max(1, Math.ceil(found)) : found;
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
  return { ticks, top: ticks.at(-1) ?? step };
}
