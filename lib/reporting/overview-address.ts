import { PERIOD_DEFAULT, periodOf, type PeriodDays } from './period';
import type { RankedBy } from './ranking-schema';
import { CHART_METRICS, type ChartMetric } from './usage-words';

/** What the overview shows, as it stands in its address. */
export type OverviewQuery = {
  days: PeriodDays;
  /** The figure of the daily chart. */
  metric: ChartMetric;
};

const METRIC_DEFAULT: ChartMetric = 'cost';

/** Reads it from the query of an address. Never fails: what is not known is the default. */
export function parseOverviewQuery(parameters: URLSearchParams): OverviewQuery {
  return {
    days: periodOf(parameters.get('days') ?? undefined),
    metric: CHART_METRICS.find((metric) => metric === parameters.get('metric')) ?? METRIC_DEFAULT,
  };
}

/** The address of the overview. Defaults are left out, the order is fixed. */
export function overviewHref({ days, metric }: OverviewQuery): '/overview' | `/overview?${string}` {
  const parameters = new URLSearchParams();
  if (days !== PERIOD_DEFAULT) parameters.set('days', String(days));
  if (metric !== METRIC_DEFAULT) parameters.set('metric', metric);
  const text = parameters.toString();
  return text === '' ? '/overview' : `/overview?${text}`;
}

/** The ranked list behind a figure of the overview. */
export function rankedHref(by: RankedBy, days: PeriodDays): `/identities?${string}` {
  return `/identities?sort=${by}${days === PERIOD_DEFAULT ? '' : `&days=${days}`}`;
}
