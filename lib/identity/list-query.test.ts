import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedQuery, listHref, listSearch, trustedListQuery } from './list-address';
import { listParameters, parseListQuery } from './list-query';

const parse = (text: string) => parseListQuery(new URLSearchParams(text));

describe('the list address', () => {
  test('without parameters is the first page of the newest, 25 a page', () => {
    expect(parse('')).toEqual({
      search: '',
      tags: [],
      sort: 'newest',
      limit: 25,
      after: undefined,
      before: undefined,
    });
    expect(listHref(parse(''))).toBe('/identities');
  });

  test('leaves defaults out and keeps one order', () => {
    const query = parse('limit=10&after=x&sort=name&tag=b&tag=a&search=ada');
    expect(listSearch(query)).toBe('?search=ada&tag=b&tag=a&sort=name&limit=10&after=x');
  });

  test.each(['sort=oldest', 'limit=7', 'limit=0x10', 'limit=', 'after=', 'search=%00', 'nonsense=1'])(
    '%s falls back to the default',
    (text) => expect(listSearch(parse(text))).toBe(''),
  );

  test('of two cursors the page after wins', () => {
    expect(parse('after=a&before=b')).toMatchObject({ after: 'a', before: undefined });
  });

  test('a change of filter, sort or size drops the cursor; a page keeps the filters', () => {
    const query = parse('search=ada&after=x');
    expect(listHref(query, { sort: 'name' })).toBe('/identities?search=ada&sort=name');
    expect(listHref(query, { before: 'y' })).toBe('/identities?search=ada&before=y');
    expect(changedQuery(query, {}).after).toBeUndefined();
  });

  test('a ranking names its period, unless it is the default; other orders have none', () => {
    expect(listSearch(parse('sort=cost&days=7'))).toBe('?sort=cost&days=7');
    expect(listSearch(parse('sort=cost&days=30'))).toBe('?sort=cost');
    expect(listSearch(parse('sort=cost&days=8'))).toBe('?sort=cost');
    expect(listSearch(parse('sort=name&days=7'))).toBe('?sort=name');
    expect(listHref(parse('sort=cost&days=7'), { sort: 'tokens' })).toBe('/identities?sort=tokens&days=7');
    expect(listHref(parse('sort=cost&days=7'), { sort: 'newest' })).toBe('/identities');
    expect(listHref(parse('sort=cost&after=x'), { days: 90 })).toBe('/identities?sort=cost&days=90');
  });

  test('a view stays through every change, and its address always names the order: the view alone asks to open it', () => {
    expect(listSearch(parse('view=V'))).toBe('?view=V&sort=newest');
    expect(listHref(parse('view=V&sort=cost'), { search: 'ada' })).toBe(
      '/identities?view=V&search=ada&sort=cost',
    );
    expect(listHref(parse('view=V&sort=cost'), { view: undefined, sort: 'newest' })).toBe('/identities');
    expect(listSearch(parse('view=all'))).toBe('?view=all');
  });

  const address = fc
    .array(
      fc.tuple(
        fc.constantFrom('view', 'search', 'tag', 'sort', 'days', 'limit', 'after', 'before', 'other'),
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('name', 'cost', '7', '30', '10', '50')),
      ),
    )
    .map((pairs) => new URLSearchParams(pairs));

  test('any address is read, and what is read is written so that it reads the same again', () =>
    fc.assert(
      fc.property(address, (parameters) => {
        const query = parseListQuery(parameters);
        const written = new URLSearchParams(listSearch(query));
        expect(parseListQuery(written)).toEqual(query);
        expect(listSearch(parseListQuery(written))).toBe(listSearch(query));
      }),
    ));

  test('the browser reads a written address as the server does', () =>
    fc.assert(
      fc.property(address, (parameters) => {
        const written = new URLSearchParams(listSearch(parseListQuery(parameters)));
        expect(trustedListQuery(written)).toEqual(parseListQuery(written));
      }),
    ));
});

test('the call of a query: one character is not searched for, figures are asked for', () => {
  expect(listParameters(parse('search=a&tag=vip&sort=updated&limit=50'))).toEqual({
    limit: 50,
    tags: ['vip'],
    sort_by: 'IDENTITY_SORT_FIELD_UPDATED',
    include_metrics: true,
  });
  expect(listParameters(parse('search=ad&before=x'))).toEqual({
    limit: 25,
    ending_before: 'x',
    search: 'ad',
    include_metrics: true,
  });
});
