import { expect, test } from 'vitest';
import { csvRecord } from '@/lib/format/csv';
import { exportFailure } from './export-file';
import { tagsOf } from './present-tags';
import { testRow } from './testing/test-row';
import { matchingWords, requestsWords, selectionWords } from './words';

test('a selection says how much of it is elsewhere', () => {
  expect(selectionWords(1, 0)).toBe('1 selected');
  expect(selectionWords(12, 3)).toBe('12 selected, 3 not in this view');
});

test('requests are summed, and missing figures are not taken for zero', () => {
  expect(requestsWords([testRow({ requests: 1200 }), testRow({ requests: 4 })])).toBe(
    'Together they made 1,204 requests in the last 30 days.',
  );
  expect(requestsWords([testRow({ requests: 0 }), testRow({})])).toBe(
    'Together they made 0 requests in the last 30 days, not counting 1 whose figures were not reported.',
  );
  expect(requestsWords([testRow({})])).toContain('were not reported');
});

test('everything that matches is told by what it has to match', () => {
  expect(matchingWords({ search: '', tags: [] })).toBe('All identities');
  expect(matchingWords({ search: 'mei', tags: [] })).toBe('All that match “mei”');
  expect(matchingWords({ search: '', tags: ['vip', 'eu'] })).toBe('All that are tagged “vip” or “eu”');
  expect(matchingWords({ search: 'mei', tags: ['vip'] })).toBe('All that match “mei” and are tagged “vip”');
});

test('the tags of what is selected, the most frequent first', () => {
  const rows = [testRow({ tags: ['b'] }), testRow({ tags: ['a', 'b', 'b'] })];
  expect(tagsOf(rows)).toEqual([
    { tag: 'b', identities: 2 },
    { tag: 'a', identities: 1 },
  ]);
});

test('an export is whole only with every row and a line end', () => {
  const rows = [testRow({ _id: '1' }), testRow({ _id: '2', display_name: 'Grace' })];
  const head = csvRecord(['id']);
  const first = csvRecord(['1\r\n{"id":"2","title":"x","text":"y"}']);
  expect(exportFailure(head + first + csvRecord(['2']), rows)).toBeUndefined();
  expect(exportFailure(head + first, rows)?.title).toBe('The export is incomplete');
  expect(exportFailure(`${head + first}"2","cut`, rows)?.title).toBe('The export is incomplete');
  expect(
    exportFailure(`${head + first}{"id":"2","title":"Identity not found","text":"Gone."}`, rows),
  ).toEqual({
    title: '“Grace” could not be read',
    text: 'Identity not found. Gone. Nothing was saved.',
  });
});
