import { expect, test } from 'vitest';
import { metadataKeyIssue, metadataValueIssue } from './metadata-value';

test('any text that can be stored is a key', () => {
  expect(metadataKeyIssue('plan')).toBeUndefined();
  expect(metadataKeyIssue('__proto__')).toBeUndefined();
  expect(metadataKeyIssue('')).toBe('Name the key.');
  expect(metadataKeyIssue('k'.repeat(257))).toContain('256');
  expect(metadataKeyIssue('nul\u0000')).toContain('cannot be stored');
});

test.each(['"pro"', ' 12 ', 'true', 'null', '{"seats": [1, 2]}', '12345678901234567890'])(
  'one JSON value: %s',
  (text) => expect(metadataValueIssue('plan', text)).toBeUndefined(),
);

test.each([
  ['', 'Give a JSON value.'],
  ['pro', 'Line 1, column 1:'],
  ['{\n  "a": \n}', 'Line 3, column 1:'],
  ['1, "other": 2', 'Give one JSON value only.'],
  ['1 } , { 2', 'Line 1'],
  ['"half \\ud800"', 'cannot be stored'],
])('not one JSON value: %s', (text, words) => expect(metadataValueIssue('plan', text)).toContain(words));
