import { expect, test } from 'vitest';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { acrossTheEdge, trailWith } from './list-trails';
import { combinedTags } from '@/lib/identity/combined-tags';
import { usageRatios } from './usage-ratios';

const query = {
  search: 'an',
  tags: ['pro'],
  sort: 'name' as const,
  limit: 10 as const,
  after: undefined,
  before: undefined,
};
const page = (ids: string[], part: Partial<IdentityPage['query']> = {}): IdentityPage => ({
  rows: ids.map((id) => ({
    _id: id,
    external_id: id,
    display_name: undefined,
    email: undefined,
    avatar_url: undefined,
    tags: [],
    created: undefined,
    updated: undefined,
    metrics: undefined,
  })),
  has_more: true,
  query: { ...query, ...part },
  read_at: '',
  columns: [],
});

test('over the edge the nearest row comes next, and its page is the list from then on', () => {
  const asked = { ...query, after: 'c' };
  expect(acrossTheEdge(asked, page(['d', 'e'], { after: 'c' }), 'first')).toMatchObject({
    id: 'd',
    trail: { ids: ['d', 'e'], query: asked },
  });
  expect(acrossTheEdge({ ...query, before: 'd' }, page(['b', 'c'], { before: 'd' }), 'last')?.id).toBe('c');
});

test('a page other than the asked one, or an empty one, has no neighbour', () => {
  expect(acrossTheEdge({ ...query, after: 'gone' }, page(['a']), 'first')).toBeUndefined();
  expect(acrossTheEdge({ ...query, after: 'c' }, page([], { after: 'c' }), 'first')).toBeUndefined();
});

test('after Back over an edge the page that holds the identity is found, of the same list only', () => {
  const last = { query: { ...query, after: 'c' }, ids: ['d'], has_more: false };
  expect(trailWith('b', last, [page(['a', 'b', 'c'])])?.ids).toEqual(['a', 'b', 'c']);
  expect(trailWith('b', last, [page(['a', 'b', 'c'], { search: 'other' })])).toBeUndefined();
  expect(trailWith('d', last, [])).toBe(last);
  expect(trailWith('b', undefined, [page(['b'])])).toBeUndefined();
});

test('combining keeps what others stored and applies what was added and removed here', () => {
  expect(combinedTags(['a', 'b'], ['b', 'mine'], ['a', 'b', 'theirs'])).toEqual(['b', 'theirs', 'mine']);
});

test('ratios divide by requests and by nothing else', () => {
  expect(
    usageRatios({ total_requests: 1000, total_tokens: 1_900_000, total_cost: 2.5, error_rate: 0.014 }),
  ).toEqual({
    tokens: 'about 1,900 each',
    cost: '$2.50 per 1,000 requests',
    failed: 'about 14 of 1,000 requests failed',
  });
  expect(usageRatios({ total_requests: 0, total_tokens: 0, total_cost: 0, error_rate: 0 })).toEqual({
    tokens: undefined,
    cost: undefined,
    failed: undefined,
  });
});
