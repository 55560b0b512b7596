import 'server-only';
import * as z from 'zod/mini';
import { identityStanding, overview, ranking } from '@/lib/reporting/ranking-schema';
import { REPORT_LIMIT_DEFAULT, REPORT_LIMIT_MAX, reportRequest } from '@/lib/reporting/schema';
import { answeredReport } from '../answered-report';
import { BODY_PROBLEMS, type Operation } from './operation';
import { identityReference, overviewParameters, rankingParameters } from './parameters';

const OURS = 'Ours, not orq.ai’s: ';

/** Reports, and the operations that rank a whole workspace. */
export const reportOperations: Operation[] = [
  {
    id: 'QueryReport',
    method: 'post',
    path: '/v2/reporting',
    tag: 'Reports',
    summary: 'Query a report',
    description:
      'Use over time, or over a whole window with `mode` `scalar`, of everybody or by identity. This server measures ' +
      '`genai.requests`, `genai.tokens`, `genai.cost`, `genai.errors`, `genai.error_rate` and all of them at once as ' +
      '`genai.usage`; it groups and filters by `identity` only, whose values are external ids (an `_id` is taken for ' +
      'its external id). Use is kept by quarter of an hour: one that begins within the window counts. `grain` `auto` ' +
      'means hours up to three days and days beyond; `minute` is answered by hours, with the warning ' +
      '`grain_minute_unavailable`. Buckets begin where hours and days of `time_zone` do; times are answered in UTC. ' +
      'Buckets without use are zero in a series without `group_by`, and left out with it. Scalar rows come best first ' +
      `(\`genai.usage\` by requests). \`limit\` is ${REPORT_LIMIT_DEFAULT} unless sent, and at most ` +
      `${REPORT_LIMIT_MAX}; when there is more, the warning \`rows_limited\` says so, and totals count it all the same.`,
    parameters: [],
    body: {
      schema: reportRequest,
      required: true,
      example: {
        metric: 'genai.cost',
        from: '2026-10-22T00:00:00Z',
        to: '2026-11-21T00:00:00Z',
        grain: 'day',
        group_by: ['identity'],
        filters: [{ field: 'identity', op: 'in', values: ['user_12345'] }],
        include_totals: true,
      },
    },
    answers: [{ status: 200, description: 'The report.', schema: answeredReport }],
    problems: BODY_PROBLEMS,
  },
  {
    id: 'RankIdentities',
    method: 'get',
    path: '/v2/reporting/identities',
    tag: 'Reports',
    summary: 'Rank identities by their use (extension)',
    description:
      `${OURS}everybody with use in the period, highest first. Use outlives its identity: a row without \`identity\` is ` +
      'of an external ID that has none any more. `rank` counts everybody, whatever the search and tags.',
    parameters: rankingParameters,
    answers: [
      {
        status: 200,
        description: 'A page of the ranking.',
        schema: z.extend(ranking, { object: z.literal('ranking') }).check(z.meta({ id: 'Ranking' })),
      },
    ],
    problems: ['invalid_request'],
  },
  {
    id: 'RetrieveOverview',
    method: 'get',
    path: '/v2/reporting/overview',
    tag: 'Reports',
    summary: 'The use of the whole workspace (extension)',
    description: `${OURS}totals by day, the heads of all rankings, and how the cost is distributed.`,
    parameters: overviewParameters,
    answers: [
      {
        status: 200,
        description: 'The overview.',
        schema: z.extend(overview, { object: z.literal('overview') }).check(z.meta({ id: 'Overview' })),
      },
    ],
    problems: ['invalid_request'],
  },
  {
    id: 'RetrieveStanding',
    method: 'get',
    path: '/v2/reporting/identities/{id}',
    tag: 'Reports',
    summary: 'Where one identity stands (extension)',
    description: `${OURS}its ranks among everybody, and among the identities that share its first tags.`,
    parameters: [identityReference, ...overviewParameters],
    answers: [
      {
        status: 200,
        description: 'Its standing. A rank that is absent: it has no such figure in the period.',
        schema: z
          .extend(identityStanding, { object: z.literal('identity_standing') })
          .check(z.meta({ id: 'IdentityStanding' })),
      },
    ],
    problems: ['invalid_request', 'identity_not_found'],
  },
];
