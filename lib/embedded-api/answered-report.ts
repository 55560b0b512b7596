import 'server-only';
import * as z from 'zod';
import { REPORT_LIMIT_MAX, reportRequest } from '@/lib/reporting/schema';

const instant = z.string().meta({ format: 'date-time', examples: ['2026-11-20T00:00:00.000Z'] });

const metrics = z.record(z.string(), z.number()).meta({
  description:
    'By name: the metric asked for, or for `genai.usage` `request_count`, `error_count`, `total_tokens`, ' +
    '`total_cost` (US dollars) and `error_rate`. An error rate of no requests is left out.',
});

/** A report as strict as it is given. */
export const answeredReport = z
  .object({
    object: z.literal('report'),
    request: reportRequest,
    data: z
      .array(
        z.object({
          timestamp: instant.optional().meta({
            description: 'Where the bucket begins, UTC. Absent in a scalar report.',
          }),
          dimensions: z.object({
            identity: z.string().optional().meta({ description: 'External id; it may be deleted since.' }),
          }),
          metrics,
        }),
      )
      .max(REPORT_LIMIT_MAX),
    totals: z
      .object({ metrics })
      .optional()
      .meta({ description: 'Of the whole window and everybody reported on, also beyond the limit.' }),
    has_more: z.literal(false),
    meta: z.object({
      effective_grain: z.enum(['hour', 'day']),
      row_count: z.int().nonnegative(),
      request_id: z.string(),
      currency: z.literal('USD'),
      warnings: z.array(z.enum(['grain_minute_unavailable', 'rows_limited'])),
    }),
  })
  .meta({ id: 'QueryReportResponse' });
export type AnsweredReport = z.infer<typeof answeredReport>;
