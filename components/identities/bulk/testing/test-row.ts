import type { IdentityRow } from '@/lib/identity/identity-record';

/** A row for tests: what a test does not name does not matter to it. */
export function testRow({ requests, ...parts }: Partial<IdentityRow> & { requests?: number }): IdentityRow {
  return {
    _id: 'id',
    external_id: 'ada',
    display_name: undefined,
    email: undefined,
    avatar_url: undefined,
    tags: [],
    created: undefined,
    updated: undefined,
    metrics:
      requests === undefined
        ? undefined
        : { total_requests: requests, total_tokens: 0, total_cost: 0, error_rate: 0 },
    ...parts,
  };
}
