import 'server-only';
import { errorRate, NOTHING_USED, type UsageFigures } from '@/lib/reporting/usage-figures';
import type { AnsweredReport } from './answered-report';
import type { OwnMetric, ReportPlan } from './report-body';
import type { ReportedUsage, StoredReport } from './report-store';

type Metrics = AnsweredReport['data'][number]['metrics'];

/** The answer to a report. @param now buckets that have not begun are left out when nothing is in them */
export function reportAnswer(
  plan: ReportPlan,
  stored: StoredReport,
  { now, requestId }: { now: Date; requestId: string },
): AnsweredReport {
  const { rows, more } = withGaps(plan, stored, now);
  const data = rows.map(({ bucket, externalId, figures }) => {
    const start = bucket === undefined ? undefined : plan.borders?.[bucket];
    return {
      ...(start !== undefined && { timestamp: start.toISOString() }),
      dimensions: externalId === undefined ? {} : { identity: externalId },
      metrics: metricsOf(plan.metric, figures),
    };
  });
  return {
    object: 'report',
    request: plan.request,
    data,
    ...(stored.totals !== undefined && { totals: { metrics: metricsOf(plan.metric, stored.totals) } }),
    // The contract has no pages: what is beyond the limit is told by a warning.
    has_more: false,
    meta: {
      effective_grain: plan.grain,
      row_count: data.length,
      request_id: requestId,
      currency: 'USD',
      warnings: more ? [...plan.warnings, 'rows_limited'] : plan.warnings,
    },
  };
}

/** A series of everybody, or of one selection, has every bucket: nothing used is known, so it is zero and no gap. */
function withGaps({ borders, byIdentity, limit }: ReportPlan, stored: StoredReport, now: Date) {
  if (borders === undefined || byIdentity) return stored;
  const byBucket = new Map(stored.rows.map((row) => [row.bucket, row]));
  const rows = borders.flatMap((start, bucket): ReportedUsage[] => {
    const used = byBucket.get(bucket);
    if (used !== undefined) return [used];
    return start > now ? [] : [{ bucket, figures: NOTHING_USED }];
  });
  return { rows: rows.slice(0, limit), more: stored.more || rows.length > limit };
}

/** The figures by their names on the wire. An error rate of no requests is none, not zero, and left out. */
function metricsOf(metric: OwnMetric, figures: UsageFigures): Metrics {
  const rate = errorRate(figures);
  switch (metric) {
    case 'genai.requests':
      return { [metric]: figures.requests };
    case 'genai.tokens':
      return { [metric]: figures.tokens };
    case 'genai.cost':
      return { [metric]: figures.cost };
    case 'genai.errors':
      return { [metric]: figures.errors };
    case 'genai.error_rate':
      return { ...(rate !== undefined && { [metric]: rate }) };
    case 'genai.usage':
      return {
        request_count: figures.requests,
        error_count: figures.errors,
        total_tokens: figures.tokens,
        total_cost: figures.cost,
        ...(rate !== undefined && { error_rate: rate }),
      };
  }
}
