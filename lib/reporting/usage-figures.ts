import type * as z from 'zod/mini';
import type { usageFigures } from './ranking-schema';

/** What was used in some span of time. Costs are US dollars; `errors` are failed requests, at most `requests`. */
export type UsageFigures = z.infer<typeof usageFigures>;

export const NOTHING_USED: UsageFigures = { requests: 0, errors: 0, tokens: 0, cost: 0 };

/** What figures can be ranked and compared by. */
export const USAGE_METRICS = ['cost', 'requests', 'tokens', 'error-rate'] as const;
export type UsageMetric = (typeof USAGE_METRICS)[number];

/** The share of requests that failed, 0 to 1; undefined without requests, of which there is no share. */
export function errorRate({ requests, errors }: UsageFigures): number | undefined {
  return requests === 0 ? undefined : errors / requests;
}

/** The figure that a metric speaks of; undefined where there is none. */
export function figureOf(metric: UsageMetric, figures: UsageFigures): number | undefined {
  return metric === 'error-rate' ? errorRate(figures) : figures[metric];
}

/**
 * How much more or less than before, as a fraction (0.5 is half more). Undefined where nothing was before, or nothing
 * is known: no percentage says what that means.
 */
export function relativeChange(now: number | undefined, before: number | undefined): number | undefined {
  return now === undefined || before === undefined || before === 0 ? undefined : (now - before) / before;
}
