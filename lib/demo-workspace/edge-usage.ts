import type { IdentityPlan, UsagePlan } from './demo-identity';

/** Identities whose figures are exact: costs that round badly, error rates at both ends. All belong to the edge cast. */

/** Use well inside the window, so that no border of "30 days" changes the sum. */
const INSIDE = { first: -27, last: -1 };

const plain = (requests: number): UsagePlan => ({
  requests,
  tokensPerRequest: 1_900,
  picoPerToken: 600_000,
  errorRate: 0.006,
  rhythm: 'europe',
  activeDays: 0.7,
  days: INSIDE,
});

/** Exact costs of the last 30 days in US dollars, with how many requests they took. */
export const EDGE_COSTS: readonly (readonly [string, number])[] = [
  ['0.0000312', 1],
  ['0.0049', 6],
  ['0.00999', 11],
  ['0.01', 12],
  ['1043.834', 21_407],
  ['123456.78', 3_904_122],
];

/** Ids: `edge-cost-…`, `edge-errors-all-1..6`, `edge-errors-none-1..3`, `edge-errors-tiny`, `edge-no-metrics-1..4`. */
export function edgeUsageCast(): IdentityPlan[] {
  const base = (externalId: string, at: number): IdentityPlan => ({
    kind: 'machine',
    externalId,
    tags: ['internal'],
    metadata: '{}',
    created: { ageDays: 260.4 + at * 3.1 },
  });
  return [
    ...EDGE_COSTS.map(([cost, requests], at) => ({
      ...base(`edge-cost-${cost}`, at),
      kind: requests > 1_000 ? ('client' as const) : ('person' as const),
      displayName: `Cost of exactly $${cost}`,
      tags: requests > 1_000 ? ['enterprise'] : ['free'],
      usage: { ...plain(requests), exactCost: cost },
    })),
    ...[1, 2, 3, 5, 7, 9].map((requests, at) => ({
      ...base(`edge-errors-all-${at + 1}`, 10 + at),
      usage: { ...plain(requests), exactErrors: requests },
    })),
    ...[10_411, 12_008, 31_550].map((requests, at) => ({
      ...base(`edge-errors-none-${at + 1}`, 20 + at),
      usage: { ...plain(requests), picoPerToken: 100_000, exactErrors: 0 },
    })),
    { ...base('edge-errors-tiny', 24), usage: { ...plain(25_000), picoPerToken: 100_000, exactErrors: 10 } },
    ...[1, 2, 3, 4].map((at) => ({
      ...base(`edge-no-metrics-${at}`, 25 + at),
      displayName: `Host without figures ${at}`,
      reportsUsage: false,
    })),
  ];
}
