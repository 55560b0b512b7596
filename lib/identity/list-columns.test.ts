import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IdentityPage } from './identity-record';
import {
  chosenColumns,
  columnName,
  DEFAULT_COLUMNS,
  DEFAULT_WITH_BUDGET,
  KNOWN_COLUMNS,
  metadataColumn,
  metadataKeyOf,
  pageColumns,
  readColumns,
  sameColumns,
} from './list-columns';
import { listColumns } from './list-columns-schema';
import { parseListQuery } from './list-query';

const page = (query = '', rows: IdentityPage['rows'] = []): Pick<IdentityPage, 'rows' | 'query'> => ({
  rows,
  query: parseListQuery(new URLSearchParams(query)),
});
const rowWith = (...metadata: NonNullable<IdentityPage['rows'][number]['metadata']>) =>
  ({ _id: 'x', external_id: 'x', tags: [], metadata }) as unknown as IdentityPage['rows'][number];
const columns = (...ids: string[]) => ids.map((id) => ({ id }));

describe('the columns of the list', () => {
  test('are by default those of the outward contract', () => {
    expect(DEFAULT_COLUMNS.map(({ id }) => columnName(id))).toEqual([
      'Identity',
      'External ID',
      'Tags',
      'Requests',
      'Cost',
      'Tokens',
      'Error rate',
      'Updated',
    ]);
    expect(DEFAULT_WITH_BUDGET.map(({ id }) => id).slice(-2)).toEqual(['budget', 'updated']);
  });

  test('a metadata key is a column whatever it is called', () => {
    for (const key of ['plan', '__proto__', 'toString', 'a:b', '👩🏽‍🚀', ' '])
      expect(metadataKeyOf(metadataColumn(key))).toBe(key);
    for (const id of KNOWN_COLUMNS) expect(metadataKeyOf(id)).toBeUndefined();
    expect(columnName(metadataColumn('cost'))).toBe('cost');
  });

  const column = fc.record(
    {
      id: fc.oneof(
        fc.constantFrom(...KNOWN_COLUMNS, 'gone', 'constructor', '__proto__'),
        fc.string({ minLength: 1, maxLength: 8 }).map(metadataColumn),
      ),
      width: fc.integer({ min: 64, max: 640 }),
    },
    { requiredKeys: ['id'] },
  );

  test('the identity is the first, none is there twice, and what is unknown is named', () =>
    fc.assert(
      fc.property(fc.array(column, { maxLength: 30 }), (stored) => {
        const { columns: read, dropped } = readColumns(stored);
        expect(read[0]?.id).toBe('identity');
        expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
        for (const { id } of stored) expect(read.some((one) => one.id === id)).toBe(!dropped.includes(id));
        expect(dropped.every((id) => ['gone', 'constructor', '__proto__'].includes(id))).toBe(true);
        expect(sameColumns(readColumns(read).columns, read)).toBe(true);
        expect(listColumns.safeParse(read).success).toBe(true);
      }),
    ));

  test('what a page shows is what was chosen', () =>
    fc.assert(
      fc.property(fc.array(column, { maxLength: 20 }), (stored) => {
        const { columns: chosen } = readColumns(stored);
        expect(chosenColumns(pageColumns(chosen, page()))).toEqual(chosen);
      }),
    ));

  test.each([
    [{ id: 'cost', width: 63 }],
    [{ id: 'cost', width: 641 }],
    [{ id: 'cost', width: 80.5 }],
    [{ id: '' }],
    [{ id: 'metadata:\uD800' }],
    [{ id: 'cost', colour: 'red' }],
  ])('%j is no column', (broken) => expect(listColumns.safeParse([broken]).success).toBe(false));
});

describe('a page', () => {
  const cards = (chosen: { id: string }[], query = '') =>
    pageColumns(chosen, page(query))
      .filter(({ card }) => card !== undefined)
      .sort((one, other) => (one.card ?? '').localeCompare(other.card ?? ''))
      .map(({ id }) => id);

  test('has on its cards the first two figures, and what it is ranked by', () => {
    expect(cards([...DEFAULT_COLUMNS])).toEqual(['requests', 'cost']);
    expect(cards([...DEFAULT_COLUMNS], 'sort=tokens')).toEqual(['tokens', 'cost']);
    expect(cards([...DEFAULT_COLUMNS], 'sort=cost')).toEqual(['requests', 'cost']);
    expect(cards(columns('identity', 'updated', 'tokens', 'cost'))).toEqual(['tokens', 'cost']);
    expect(cards(columns('identity', 'tags', 'metadata:plan', 'cost'))).toEqual(['cost', 'metadata:plan']);
    expect(cards(columns('identity', 'tags', 'external-id'))).toEqual([]);
  });

  test('aligns a metadata key as figures are when every value on it is a number', () => {
    const kind = (...rows: IdentityPage['rows']) =>
      pageColumns(columns('identity', 'metadata:seats'), page('', rows))[1]?.kind;
    const five = { key: 'seats', text: '5', number: true as const };
    expect(kind(rowWith(five), rowWith())).toBe('figure');
    expect(kind(rowWith(five), rowWith({ key: 'seats', text: 'five' }))).toBe('text');
    expect(kind(rowWith())).toBe('text');
  });

  test('says of a figure what its window is and how to rank by it, and of a metadata key nothing', () => {
    const [, cost, plan] = pageColumns(columns('identity', 'cost', 'metadata:cost'), page());
    expect(cost).toMatchObject({ name: 'Cost', unit: 'USD', note: expect.stringMatching(/^Last 30 days/) });
    expect(plan).toEqual({ id: 'metadata:cost', name: 'cost', kind: 'text', card: 'second' });
  });
});
