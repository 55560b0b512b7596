import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdentityRow } from './identity-record';
import type { LookedUp } from './looked-up';
import { pastedKey, pastedMany } from './pasted-many';
import { meantIdentities, missingText, pastedCounts, pastedRows } from './pasted-rows';

const row = (_id: string): IdentityRow => ({
  _id,
  external_id: `x-${_id}`,
  display_name: undefined,
  email: undefined,
  avatar_url: undefined,
  tags: [],
  created: undefined,
  updated: undefined,
  metrics: undefined,
});
const found = (id: string): LookedUp => ({ state: 'found', identity: row(id), by: 'ID' });
const shared: LookedUp = { state: 'ambiguous', identities: [row('3'), row('4')], whole: true };
const none: LookedUp = { state: 'not-found' };
const results = new Map([
  ['a', found('1')],
  ['b', found('2')],
  ['also-a', found('1')],
  ['m@x.io', shared],
  ['gone', none],
]);
const statesOf = (values: string[], chosen = new Map<string, string>()) =>
  pastedRows(values, results, chosen).map(({ state, sameAs }) => (sameAs === undefined ? state : sameAs));

test('the pasted order is kept, and what means the same is told of once', () => {
  expect(statesOf(['b', 'a', 'b', 'also-a', 'gone', 'gone', 'M@x.io', 'm@X.io', 'later'])).toEqual([
    'found',
    'found',
    1,
    2,
    'not-found',
    5,
    'ambiguous',
    7,
    'pending',
  ]);
});

test('of several that share an email, the chosen one is meant', () => {
  const values = ['a', 'm@x.io', 'also-a'];
  expect(meantIdentities(pastedRows(values, results, new Map())).map(({ _id }) => _id)).toEqual(['1']);
  const chosen = new Map([['m@x.io', '4']]);
  expect(meantIdentities(pastedRows(values, results, chosen)).map(({ _id }) => _id)).toEqual(['1', '4']);
  expect(statesOf(values, chosen)).toEqual(['found', 'ambiguous', 1]);
});

test('whatever is pasted: each value has its line, each is counted once, no identity is meant twice', () => {
  const value = fc.constantFrom(...results.keys(), 'later', 'M@X.IO');
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), (values) => {
      const rows = pastedRows(values, results, new Map([['m@x.io', '3']]));
      expect(rows.map(({ line, value: shown }) => [line, shown])).toEqual(
        values.map((each, at) => [at + 1, each]),
      );
      expect(Object.values(pastedCounts(rows)).reduce((sum, count) => sum + count, 0)).toBe(values.length);
      const ids = meantIdentities(rows).map(({ _id }) => _id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const each of rows) if (each.sameAs !== undefined) expect(each.sameAs).toBeLessThan(each.line);
    }),
  );
});

test('what is missing can be pasted again', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !/[@<>]/.test(text)),
        { selector: pastedKey, maxLength: 20 },
      ),
      (values) => {
        const gone = new Map(values.map((each) => [pastedKey(each), none]));
        expect(pastedMany(missingText(pastedRows(values, gone, new Map()))).values).toEqual(values);
      },
    ),
  );
});
