import type { Samples } from './samples';

/** One measured call: its name, and its path at the n-th time. Writes name their method and body, questions their body. */
export type Case = {
  name: string;
  path: (at: number) => string;
  ask?: (at: number) => object;
  write?: (at: number) => { method: string; body?: unknown };
};

const query = (parameters: Record<string, string | readonly string[]>): string => {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(parameters))
    for (const value of [values].flat()) search.append(name, value);
  return `/v2/identities?${search.toString()}`;
};
const SORT = {
  newest: 'IDENTITY_SORT_FIELD_UNSPECIFIED',
  updated: 'IDENTITY_SORT_FIELD_UPDATED',
  name: 'IDENTITY_SORT_FIELD_DISPLAY_NAME',
} as const;
const SORTS = ['newest', 'updated', 'name'] as const;
const PAGE = { limit: '50' };

/** A report as the dashboard asks for it: days of a zone that is not UTC, with totals. */
const report = (name: string, asked: (at: number) => object): Case => ({
  name,
  path: () => '/v2/reporting',
  ask: (at) => ({
    metric: 'genai.usage',
    from: '2026-08-22T22:00:00Z',
    to: '2026-11-20T23:00:00Z',
    grain: 'day',
    time_zone: 'Europe/Berlin',
    include_totals: true,
    ...asked(at),
  }),
});

/** Every case the operator's list and pages make, at the largest page. */
export function cases({ ids, externalIds, middle, commonTag, rareTags }: Samples): Case[] {
  const list = (name: string, parameters: Record<string, string | readonly string[]>): Case => ({
    name,
    path: () => query({ ...PAGE, ...parameters }),
  });
  const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;
  const rare = (index: number) => at(externalIds, index);
  return [
    list('first page', {}),
    list('first page, with metrics', { include_metrics: 'true' }),
    ...SORTS.flatMap((sort) => [
      ...(sort === 'newest' ? [] : [list(`first page by ${sort}`, { sort_by: SORT[sort] })]),
      list(`half-way in, by ${sort}`, { sort_by: SORT[sort], starting_after: middle[sort] }),
      list(`half-way in, backwards, by ${sort}`, { sort_by: SORT[sort], ending_before: middle[sort] }),
    ]),
    list('half-way in, with metrics', { starting_after: middle.newest, include_metrics: 'true' }),
    list('search: common', { search: 'example' }),
    { name: 'search: one identity', path: (n) => query({ ...PAGE, search: rare(n) }) },
    list('search: no match', { search: 'zzqxjkwv' }),
    list('search: 2 characters, common', { search: 'an' }),
    list('search: 2 characters, no match', { search: 'ȹȹ' }),
    list('tag: common', { 'filter_by.tags': commonTag }),
    { name: 'tag: rare', path: (n) => query({ ...PAGE, 'filter_by.tags': at(rareTags, n) }) },
    list('tags: twenty rare', { 'filter_by.tags': rareTags.slice(0, 20) }),
    list('tags: common and twenty rare', { 'filter_by.tags': [commonTag, ...rareTags.slice(0, 20)] }),
    ...SORTS.flatMap((sort) => [
      list(`common search and tag, by ${sort}`, {
        search: 'example',
        'filter_by.tags': commonTag,
        sort_by: SORT[sort],
      }),
      list(`rare tag, by ${sort}`, { 'filter_by.tags': rareTags[0] ?? '', sort_by: SORT[sort] }),
      {
        name: `rare search and common tag, by ${sort}`,
        path: (n: number) =>
          query({ ...PAGE, search: rare(n), 'filter_by.tags': commonTag, sort_by: SORT[sort] }),
      },
      list(`common search and rare tag, by ${sort}`, {
        search: 'example',
        'filter_by.tags': rareTags[1] ?? '',
        sort_by: SORT[sort],
      }),
    ]),
    { name: 'retrieve by _id', path: (n) => `/v2/identities/${at(ids, n)}` },
    {
      name: 'retrieve by external id, with metrics',
      path: (n) => `/v2/identities/${encodeURIComponent(rare(n))}?include_metrics=true`,
    },
    report('report: everybody, 90 days by day', () => ({})),
    report('report: everybody, 3 days by hour', () => ({ from: '2026-11-18T00:00:00Z', grain: 'hour' })),
    report('report: one identity, 90 days by day', (n) => ({
      filters: [{ field: 'identity', op: 'eq', values: [rare(n)] }],
    })),
    report('report: everybody but one, 90 days by day', (n) => ({
      filters: [{ field: 'identity', op: 'neq', values: [rare(n)] }],
    })),
    {
      name: 'create',
      path: () => '/v2/identities',
      write: (n) => ({
        method: 'POST',
        body: {
          external_id: `bench-${n}`,
          display_name: `Bench ${n}`,
          email: `bench-${n}@example.com`,
          tags: ['bench', commonTag],
          metadata: { n },
        },
      }),
    },
    {
      name: 'update',
      path: (n) => `/v2/identities/bench-${n}`,
      write: (n) => ({ method: 'PATCH', body: { display_name: `Bench, renamed ${n}`, tags: ['bench'] } }),
    },
    { name: 'delete', path: (n) => `/v2/identities/bench-${n}`, write: () => ({ method: 'DELETE' }) },
  ];
}
