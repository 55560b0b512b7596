import { expect, test } from 'vitest';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { keptFields } from './kept-values';

const stored: IdentityRecord = {
  _id: '1',
  external_id: 'e',
  workspace_id: undefined,
  display_name: 'Ada',
  email: 'ada@example.com',
  avatar_url: undefined,
  tags: ['a', 'b'],
  metadata_text: '{"x": 1}',
  created: undefined,
  updated: undefined,
  metrics: undefined,
};

test('what was stored as asked is not named', () => {
  expect(
    keptFields({ display_name: 'Ada', avatar_url: null, tags: ['a', 'b'], metadata_text: '{"x":1}' }, stored),
  ).toEqual([]);
});

test('what was kept is named, cleared or changed', () => {
  expect(keptFields({ email: null, tags: [], metadata_text: '{}' }, stored)).toEqual([
    { field: 'email', reason: 'not-cleared' },
    { field: 'tags', reason: 'not-cleared' },
    { field: 'metadata_text', reason: 'not-cleared' },
  ]);
  expect(keptFields({ display_name: 'Ada L.', tags: ['b', 'a'] }, stored)).toEqual([
    { field: 'display_name', reason: 'different' },
    { field: 'tags', reason: 'different' },
  ]);
});
