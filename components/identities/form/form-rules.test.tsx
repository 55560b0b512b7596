import { expect, test } from 'vitest';
import type { IdentityPage, IdentityRow } from '@/lib/identity/identity-record';
import type { IdentityValues } from '@/lib/identity/identity-values';
import { conflictOf, mergedValues, undecidedFields } from './conflict';
import { fieldChanges, wantedValues } from './field-changes';
import { metadataChanges, shownMetadata } from './metadata-changes';
import { rejectionsOf } from './rejected-fields';
import { withCreatedRow, withSavedRow } from './written-rows';

const OPENED: IdentityValues = {
  display_name: 'Ada',
  email: 'ada@example.com',
  avatar_url: '',
  tags: ['a', 'b'],
  metadata_text: '{"plan":"pro","id":12345678901234567890,"deep":{"x":1,"y":2}}',
};
const with_ = (changes: Partial<IdentityValues>): IdentityValues => ({ ...OPENED, ...changes });

/* What will change */

test('nothing changed, reformatted or spaced out is no change', () => {
  expect(fieldChanges(OPENED, { ...OPENED, metadata_text: shownMetadata(OPENED.metadata_text) })).toEqual([]);
  expect(fieldChanges(OPENED, with_({ display_name: ' Ada ' }))).toEqual([]);
  const spaced = with_({ display_name: 'Ada ' });
  expect(wantedValues(spaced, spaced).display_name).toBe('Ada ');
});

test('texts are named before and after, tags as added and removed', () => {
  expect(fieldChanges(OPENED, with_({ display_name: ' Ada L. ', email: '', tags: ['b', 'c'] }))).toEqual([
    { field: 'display_name', before: 'Ada', after: 'Ada L.' },
    { field: 'email', before: 'ada@example.com', after: '' },
    { field: 'tags', added: ['c'], removed: ['a'], count: 2 },
  ]);
  expect(fieldChanges(OPENED, with_({ tags: ['b', 'a'] }))).toEqual([
    { field: 'tags', added: [], removed: [], count: 2 },
  ]);
  expect(fieldChanges(with_({ tags: ['a', 'a'] }), with_({ tags: ['a'] }))).toEqual([
    { field: 'tags', added: [], removed: ['a'], count: 1 },
  ]);
});

test('metadata is named by changed member, with the exact text of numbers', () => {
  const after = '{"plan":"pro","id":12345678901234567891,"deep":{"y":2,"z":[1, 2]},"__proto__":true}';
  expect(metadataChanges(OPENED.metadata_text, after)).toEqual([
    { path: ['id'], before: '12345678901234567890', after: '12345678901234567891' },
    { path: ['deep', 'x'], before: '1', after: undefined },
    { path: ['deep', 'z'], before: undefined, after: '[1, 2]' },
    { path: ['__proto__'], before: undefined, after: 'true' },
  ]);
  expect(metadataChanges('{"a":1,"b":2}', '{"b":2,"a":1}')).toEqual([]);
  expect(metadataChanges('', '{"a":1}')).toEqual([{ path: ['a'], before: undefined, after: '1' }]);
  expect(metadataChanges('{}', '{"a":')).toBeUndefined();
});

/* Two people at once */

test('only fields changed on both sides to different values have to be chosen', () => {
  const mine = with_({ display_name: 'Mine', email: 'same@example.com', tags: ['mine'] });
  const stored = with_({
    display_name: 'Theirs',
    email: 'same@example.com',
    avatar_url: 'https://example.com/a.png',
  });
  const conflict = conflictOf(OPENED, mine, stored);
  expect(conflict.fields).toEqual(['display_name']);
  expect(conflict.theirs).toEqual(['avatar_url']);
  expect(undecidedFields(conflict, {})).toEqual(['display_name']);
  expect(undecidedFields(conflict, { display_name: 'stored' })).toEqual([]);
});

test('a merge keeps what others changed alone, what I changed alone, and the chosen side of the rest', () => {
  const mine = with_({ display_name: 'Mine', email: 'mine@example.com', tags: ['mine'] });
  const stored = with_({
    display_name: 'Theirs',
    email: 'theirs@example.com',
    avatar_url: 'https://example.com/a.png',
  });
  const conflict = conflictOf(OPENED, mine, stored);
  expect(mergedValues(conflict, { display_name: 'stored', email: 'mine' })).toEqual({
    ...stored,
    display_name: 'Theirs',
    email: 'mine@example.com',
    tags: ['mine'],
  });
  expect(mergedValues(conflict, {}).display_name).toBe('Mine');
});

/* Errors of the server */

test('a conflict and named fields go to their boxes; anything else is for the alert', () => {
  const values = { ...OPENED, external_id: 'crm_1' };
  const conflict = rejectionsOf({ kind: 'conflict', field: 'external_id', message: '' }, values);
  expect(conflict.fields).toEqual(['external_id']);
  expect(conflict.rest).toBeUndefined();
  const named = rejectionsOf(
    { kind: 'invalid', message: 'no', fields: { metadata: ['too big'], email: ['bad'] } },
    values,
  );
  expect(named.fields).toEqual(['email', 'metadata_text']);
  expect(named.rejections.metadata_text?.message).toBe('too big');
  expect(named.rest).toBeUndefined();
  expect(
    rejectionsOf({ kind: 'invalid', message: 'no', fields: { planet: ['bad'] } }, values).rest?.kind,
  ).toBe('invalid');
  expect(rejectionsOf({ kind: 'invalid', message: 'no', fields: {} }, values).rest?.kind).toBe('invalid');
  expect(rejectionsOf({ kind: 'rate-limited', message: '' }, values).rest?.kind).toBe('rate-limited');
});

/* Cached lists */

const row = (id: string, more: Partial<IdentityRow> = {}): IdentityRow => ({
  _id: id,
  external_id: id,
  display_name: undefined,
  email: undefined,
  avatar_url: undefined,
  tags: [],
  created: undefined,
  updated: undefined,
  metrics: undefined,
  ...more,
});
const page = (rows: IdentityRow[], query: Partial<IdentityPage['query']> = {}): IdentityPage => ({
  rows,
  has_more: false,
  query: { search: '', tags: [], sort: 'newest', limit: 10, after: undefined, before: undefined, ...query },
  read_at: '2026-01-01T00:00:00Z',
  columns: [],
});
const METRICS = { total_requests: 1, total_tokens: 2, total_cost: 3, error_rate: 0 };

test('a saved row replaces its old self in place and keeps its figures', () => {
  const saved = withSavedRow(
    page([row('1'), row('2', { metrics: METRICS })]),
    row('2', { display_name: 'New' }),
  );
  expect(saved.rows[1]).toEqual(row('2', { display_name: 'New', metrics: METRICS }));
  const other = page([row('1')]);
  expect(withSavedRow(other, row('2'))).toBe(other);
});

test('a new row leads the first page of the newest, cut to its size, and no other page', () => {
  const full = page(Array.from({ length: 10 }, (_, at) => row(String(at))));
  const next = withCreatedRow(full, row('new'));
  expect(next.rows.map(({ _id }) => _id)).toEqual(['new', ...'012345678']);
  expect(next.has_more).toBe(true);
  for (const query of [{ search: 'x' }, { tags: ['x'] }, { sort: 'name' as const }, { after: '1' }]) {
    const filtered = page([row('1')], query);
    expect(withCreatedRow(filtered, row('new'))).toBe(filtered);
  }
});
