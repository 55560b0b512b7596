import * as z from 'zod/mini';

/**
 * Reports, `POST /v2/reporting`: the request and the answer, once for the wire, the client and the embedded API. Facts:
 * the wire contract ("Reporting").
 */

/** Most rows of one report, and how many come without `limit`. */
export const REPORT_LIMIT_MAX = 5_000;
export const REPORT_LIMIT_DEFAULT = 1_000;
/** Most filters of a report, and most values of one filter. */
export const REPORT_FILTERS_MAX = 20;
export const REPORT_VALUES_MAX = 100;

/** All that any generation of the API knows. */
export const REPORT_METRICS = [
  'genai.requests',
  'genai.tokens',
  'genai.cost',
  'genai.errors',
  'genai.error_rate',
  'genai.latency.p50',
  'genai.latency.p95',
  'genai.latency.p99',
  'genai.ttft.avg',
  'genai.ttft.p50',
  'genai.ttft.p95',
  'genai.evaluator.runs',
  'genai.evaluator.pass_rate',
  'genai.evaluator.score.avg',
  'genai.guardrail.runs',
  'genai.guardrail.block_rate',
  'genai.guardrail.triggered',
  'genai.usage',
] as const;
export const reportMetric = z.enum(REPORT_METRICS).check(z.meta({ id: 'ReportMetric' }));
export type ReportMetric = z.infer<typeof reportMetric>;

export const reportGrain = z.enum(['auto', 'minute', 'hour', 'day']);
export type ReportGrain = z.infer<typeof reportGrain>;
export const reportMode = z.enum(['timeseries', 'scalar']);
export const reportSort = z.enum(['desc', 'asc']);

const INSTANT_RULE = 'Must be a time with its offset, such as 2026-11-20T00:00:00Z.';
const instant = z.iso.datetime({ offset: true, error: INSTANT_RULE });

export const reportFilter = z.object({
  field: z.string(),
  op: z.enum(['eq', 'neq', 'in', 'not_in']),
  values: z
    .array(z.string())
    .check(
      z.minLength(1, 'Give at least one value.'),
      z.maxLength(REPORT_VALUES_MAX, `Give at most ${REPORT_VALUES_MAX} values.`),
    ),
});
export type ReportFilter = z.infer<typeof reportFilter>;

/** A report that is asked for. `from` is inclusive, `to` exclusive; `time_zone` an IANA name, UTC when empty. */
export const reportRequest = z
  .object({
    metric: reportMetric,
    from: instant,
    to: instant,
    grain: z.nullish(reportGrain),
    group_by: z.nullish(z.array(z.string())),
    filters: z.nullish(
      z
        .array(reportFilter)
        .check(z.maxLength(REPORT_FILTERS_MAX, `Give at most ${REPORT_FILTERS_MAX} filters.`)),
    ),
    limit: z.nullish(
      z
        .number()
        .check(
          z.refine(
            (limit) => Number.isInteger(limit) && limit >= 1 && limit <= REPORT_LIMIT_MAX,
            `Must be a whole number from 1 to ${REPORT_LIMIT_MAX}.`,
          ),
        ),
    ),
    time_zone: z.nullish(z.string()),
    include_totals: z.nullish(z.boolean()),
    mode: z.nullish(reportMode),
    sort: z.nullish(reportSort),
  })
  .check(z.meta({ id: 'QueryReportRequest' }));
export type ReportRequest = z.infer<typeof reportRequest>;

/* Answers, as they may arrive: every member but `data` may be missing. */

const figures = z.record(z.string(), z.number());
export const reportRow = z.object({
  timestamp: z.nullish(z.string()),
  dimensions: z.nullish(z.record(z.string(), z.string())),
  metrics: z.nullish(figures),
});
export type ReportRow = z.infer<typeof reportRow>;

export const reportAnswer = z.object({
  data: z.nullish(z.array(reportRow)),
  totals: z.nullish(z.object({ metrics: z.nullish(figures) })),
  has_more: z.nullish(z.boolean()),
  meta: z.nullish(
    z.object({
      effective_grain: z.nullish(z.string()),
      row_count: z.nullish(z.number()),
      warnings: z.nullish(z.array(z.string())),
    }),
  ),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;
