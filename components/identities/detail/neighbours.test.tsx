import { expect, test } from 'vitest';
import type { ListTrail } from '@/lib/queries/list-trail';
import { neighboursOf } from './neighbours';

const query = {
  search: 'an',
  tags: ['pro'],
  sort: 'name' as const,
  limit: 10 as const,
  after: undefined,
  before: undefined,
};
const trail = (part: Partial<ListTrail> = {}): ListTrail => ({
  query,
  ids: ['a', 'b', 'c'],
  has_more: true,
  ...part,
});

test('inside a page both neighbours are known', () => {
  expect(neighboursOf(trail(), 'b')).toEqual({ previous: { id: 'a' }, next: { id: 'c' } });
});

test('at the edges they are on the pages beside, with the same filters', () => {
  expect(neighboursOf(trail(), 'c')).toEqual({
    previous: { id: 'b' },
    next: { page: { ...query, after: 'c' } },
  });
  expect(neighboursOf(trail({ query: { ...query, after: 'x' } }), 'a')).toEqual({
    previous: { page: { ...query, before: 'a' } },
    next: { id: 'b' },
  });
});

test('at the edges of a ranking the pages beside are asked for by its own cursors', () => {
  const edges = { first: 'user_1', last: 'user_9' };
  expect(neighboursOf(trail({ edges }), 'c')).toMatchObject({
    next: { page: { ...query, after: 'user_9' } },
  });
});

test('the first and the last of a list have one neighbour', () => {
  expect(neighboursOf(trail(), 'a')).toEqual({ next: { id: 'b' } });
  expect(neighboursOf(trail({ has_more: false }), 'c')).toEqual({ previous: { id: 'b' } });
});

test('an identity that was not opened from a list has none', () => {
  expect(neighboursOf(undefined, 'a')).toBeUndefined();
  expect(neighboursOf(trail(), 'elsewhere')).toBeUndefined();
});
