import { describe, expect, test } from 'vitest';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { neighbourPages } from './list-pager';

const page = (query: Partial<IdentityPage['query']>, has_more: boolean, ids = ['b', 'c']): IdentityPage => ({
  rows: ids.map((id) => ({ _id: id, external_id: id, tags: [] })) as unknown as IdentityPage['rows'],
  has_more,
  query: { search: '', tags: [], sort: 'newest', limit: 25, after: undefined, before: undefined, ...query },
  read_at: '2026-11-20T00:00:00.000Z',
  columns: [],
});

describe('which pages lie beside a page', () => {
  test('the only page has no neighbours', () => expect(neighbourPages(page({}, false))).toEqual({}));
  test('the first page has a next one', () =>
    expect(neighbourPages(page({}, true))).toEqual({ next: { after: 'c' } }));
  test('a page in the middle has both, from either side', () => {
    expect(neighbourPages(page({ after: 'a' }, true))).toEqual({
      previous: { before: 'b' },
      next: { after: 'c' },
    });
    expect(neighbourPages(page({ before: 'd' }, true))).toEqual({
      previous: { before: 'b' },
      next: { after: 'c' },
    });
  });
  test('the last page has a previous one only', () =>
    expect(neighbourPages(page({ after: 'a' }, false))).toEqual({ previous: { before: 'b' } }));
  test('back at the first page there is a next one only', () =>
    expect(neighbourPages(page({ before: 'd' }, false))).toEqual({ next: { after: 'c' } }));
  test('pages of a ranking are asked for by external ids, of those too who are gone', () => {
    const places = ['gone', 'b', 'c'].map((external_id, at) => ({ external_id, rank: at + 1 }));
    const ranked = {
      ...page({ sort: 'cost' }, true),
      ranking: { places } as unknown as NonNullable<IdentityPage['ranking']>,
    };
    expect(neighbourPages({ ...ranked, query: { ...ranked.query, after: 'a' } })).toEqual({
      previous: { before: 'gone' },
      next: { after: 'c' },
    });
  });
});
