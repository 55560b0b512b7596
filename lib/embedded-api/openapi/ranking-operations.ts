import 'server-only';
import * as z from 'zod/mini';
import { identityStanding, overview, ranking } from '@/lib/reporting/ranking-schema';
import type { Operation } from './operations';
import { identityReference, overviewParameters, rankingParameters } from './parameters';

const OURS = 'Ours, not orq.ai’s: ';

/** The operations that rank a whole workspace. */
export const rankingOperations: Operation[] = [
  {
    id: 'RankIdentities',
    method: 'get',
    path: '/v2/reporting/identities',
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
