import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXPORT_FIELDS } from '@/lib/export/request';
import { exportColumns } from '@/lib/export/columns';
import { guessMapping, keyOf, passedOverBecause } from './guess-mapping';
import { IMPORT_FIELDS } from './import-request';
import { mappingIssues } from './mapping-issues';

/** `field`, `key: name` or `none`, column by column. */
const guess = (...names: string[]) =>
  guessMapping(names).map((target) => (target.to === 'key' ? `key: ${target.key}` : target.to));

test('fields are known by their names, however they are written', () => {
  expect(guess('external_id', 'display_name', 'email', 'avatar_url', 'tags', 'metadata')).toEqual([
    ...IMPORT_FIELDS,
  ]);
  expect(guess('User ID', 'Full name', 'E-mail', 'Labels', 'photo-URL')).toEqual([
    'external_id',
    'display_name',
    'email',
    'tags',
    'avatar_url',
  ]);
  expect(guess('externalId', 'displayName', 'EMAIL ADDRESS')).toEqual([
    'external_id',
    'display_name',
    'email',
  ]);
  expect(guess('id', 'name')).toEqual(['external_id', 'display_name']);
});

test('an exact name wins over one that is alike, and what is left becomes a key', () => {
  expect(guess('name', 'display_name')).toEqual(['key: name', 'display_name']);
  expect(guess('customer_id', 'user_id')).toEqual(['external_id', 'key: user_id']);
  expect(guess('external_id', 'plan', 'metadata.seats', 'plan', '')).toEqual([
    'external_id',
    'key: plan',
    'key: seats',
    'none',
    'none',
  ]);
});

test('a key that identities have is meant, however the column writes it', () => {
  const keys = (names: string[], known: string[]) =>
    guessMapping(['external_id', ...names], known).map((target) =>
      target.to === 'key' ? target.key : target.to,
    );
  expect(keys(['Plan', 'signup source', 'Seats'], ['plan', 'signup_source'])).toEqual([
    'external_id',
    'plan',
    'signup_source',
    'Seats',
  ]);
  expect(keys(['PLAN'], ['plan', 'Plan'])).toEqual(['external_id', 'plan']);
  expect(keys(['Plan'], ['plan', 'Plan'])).toEqual(['external_id', 'Plan']);
  expect(keys(['Plan', 'plan'], ['plan'])).toEqual(['external_id', 'Plan', 'plan']);
  expect(keys(['%', '日本'], ['#', '日本'])).toEqual(['external_id', '%', '日本']);
});

test('whatever an export holds beside what can be stored is passed over, with the reason', () => {
  for (const sort of ['newest', 'cost'] as const)
    for (const selection of [
      { by: 'matching' as const, search: '', tags: [], sort },
      { by: 'ids' as const, ids: ['x'], days: 7 as const },
    ]) {
      const names = exportColumns({ selection, fields: [...EXPORT_FIELDS], keys: ['plan'] }).map(
        ({ name }) => name,
      );
      const targets = guess(...names);
      const kept = names.filter((_, at) => targets[at] !== 'none');
      expect(kept.filter((name) => name !== 'name')).toEqual([...IMPORT_FIELDS]);
    }
  expect(passedOverBecause('_id')).toContain('service');
  expect(passedOverBecause('total_cost_usd')).toContain('Figures');
  expect(passedOverBecause('reason')).toContain('rejected');
  expect(passedOverBecause('plan')).toBeUndefined();
});

test('single keys of an export are imported where the whole of the metadata is not', () => {
  expect(guess('external_id', 'metadata.plan')).toEqual(['external_id', 'key: plan']);
  expect(guess('external_id', 'metadata', 'metadata.plan')).toEqual(['external_id', 'metadata', 'none']);
  expect([keyOf('metadata.a.b'), keyOf(' plan '), keyOf('metadata.')]).toEqual(['a.b', 'plan', 'metadata.']);
});

test('no guess names a field or a key twice, whatever the columns are called', () => {
  const name = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.constantFrom('id', 'ID', 'Name', 'email', 'metadata.a', 'a', '__proto__', 'tags', 'metadata', ''),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 30 }), (names) => {
      const mapping = guessMapping(names);
      expect(mapping).toHaveLength(names.length);
      expect([
        ...mappingIssues(
          names.map((text) => ({ name: text })),
          mapping,
        ).columns,
      ]).toEqual([]);
    }),
  );
});
