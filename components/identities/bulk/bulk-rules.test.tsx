import { expect, test } from 'vitest';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { oneByOne, retryable } from './one-by-one';
import { tagPreview, tagsOf } from './tag-preview';
import { testRow } from './testing/test-row';
import { isCountTyped, requestsWords, sampleNames, selectionWords } from './words';

test('a selection says how much of it is elsewhere', () => {
  expect(selectionWords(1, 0)).toBe('1 selected');
  expect(selectionWords(12, 3)).toBe('12 selected, 3 not in this view');
});

test('a sample names five and counts the rest; a sixth alone is named', () => {
  const rows = Array.from({ length: 12 }, (_, at) => testRow({ _id: `${at}`, display_name: `N${at}` }));
  expect(sampleNames(rows)).toEqual({ names: ['N0', 'N1', 'N2', 'N3', 'N4'], more: 7 });
  expect(sampleNames(rows.slice(0, 6))).toMatchObject({ more: 0 });
  expect(sampleNames(rows.slice(0, 6)).names).toHaveLength(6);
  expect(sampleNames([testRow({ display_name: '\u200b' })]).names).toEqual(['ada']);
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

test('only the count itself confirms', () => {
  expect([' 12 ', '12'].every((typed) => isCountTyped(typed, 12))).toBe(true);
  expect(['', '1', '012', '12.0', '1e1', '+12', '13'].some((typed) => isCountTyped(typed, 12))).toBe(false);
});

test('a preview counts who has the tags and who would be written', () => {
  const rows = [testRow({ tags: ['a'] }), testRow({ tags: ['a', 'b'] }), testRow({ tags: [] })];
  expect(tagPreview(rows, [], 'add')).toEqual({ due: [], words: '' });
  expect(tagPreview(rows, ['a'], 'add')).toEqual({ due: rows.slice(2), words: '2 of 3 already have it.' });
  expect(tagPreview(rows, ['a', 'b'], 'add')).toEqual({
    due: [rows[0], rows[2]],
    words: '1 of 3 already has all of them.',
  });
  expect(tagPreview(rows, ['b'], 'remove')).toEqual({ due: [rows[1]], words: '1 of 3 has it.' });
  expect(tagPreview(rows, ['a', 'x'], 'remove').words).toBe('2 of 3 have at least one of them.');
  expect(tagsOf([...rows, testRow({ tags: ['b', 'b'] })])).toEqual([
    { tag: 'a', identities: 2 },
    { tag: 'b', identities: 2 },
  ]);
});

const gone: AppError = { kind: 'not-found', message: '' };
const down: AppError = { kind: 'unreachable', reason: 'connection', message: '', outcomeUnknown: false };

test('one after the other: failures do not stop the run, and only they are tried again', async () => {
  let running = 0;
  const tried: number[] = [];
  const work = async (item: number): Promise<Outcome<string>> => {
    expect((running += 1)).toBe(1);
    await Promise.resolve();
    running -= 1;
    return item % 2 === 0 ? succeeded(`${item}`) : failed(gone);
  };
  const report = await oneByOne([1, 2, 3, 4], work, {
    isCancelled: () => false,
    onProgress: (count) => tried.push(count),
  });
  expect(tried).toEqual([1, 2, 3, 4]);
  expect(report.done.map(({ item }) => item)).toEqual([2, 4]);
  expect(retryable(report)).toEqual([1, 3]);
});

test('a cancel takes effect between items, and what was cancelled is not tried again', async () => {
  let count = 0;
  const report = await oneByOne([1, 2, 3], async () => failed(gone), {
    isCancelled: () => count > 0,
    onProgress: () => (count += 1),
  });
  expect(report).toMatchObject({ left: [2, 3], stopped: 'cancelled' });
  expect(retryable(report)).toEqual([1]);
});

const meetAll: AppError[] = [
  down,
  { kind: 'upstream', status: 503, message: '' },
  { kind: 'unreadable', message: '', outcomeUnknown: false },
  { kind: 'dashboard', message: '', outcomeUnknown: true },
  { kind: 'key-refused', status: 401, message: '' },
];
test.each(meetAll)(
  'a run stops by itself when all would meet %o, and what is left can be tried again',
  async (error) => {
    const report = await oneByOne([1, 2, 3, 4, 5], async () => failed(error), {
      isCancelled: () => false,
      onProgress: () => {},
    });
    expect(report).toMatchObject({ left: [4, 5], stopped: 'failing' });
    expect(retryable(report)).toEqual([1, 2, 3, 4, 5]);
  },
);

test('what is about one identity alone stops no run', async () => {
  const errors: AppError[] = [
    { kind: 'not-found', message: '' },
    { kind: 'upstream', status: 409, message: '' },
    { kind: 'invalid', message: '', fields: {} },
  ];
  const report = await oneByOne([1, 2, 3, 4, 5, 6], async (item) => failed(errors[item % 3] ?? gone), {
    isCancelled: () => false,
    onProgress: () => {},
  });
  expect(report).toMatchObject({ left: [] });
  expect(report.failed).toHaveLength(6);
});

test.each(['signed-out', 'confirm-sign-in'] as const)(
  'a run that meets %s waits at that identity, and goes on with it',
  async (kind) => {
    const refusal: AppError =
      kind === 'signed-out'
        ? { kind, message: 'You are signed out.' }
        : { kind, method: 'password', message: 'Confirm.' };
    const tried: number[] = [];
    const report = await oneByOne(
      [1, 2, 3],
      async (item) => {
        tried.push(item);
        return item === 1 ? succeeded(item) : failed(refusal);
      },
      { isCancelled: () => false, onProgress: () => {} },
    );
    expect(report).toMatchObject({ left: [2, 3], failed: [], stopped: 'sign-in', refusal });
    expect(tried).toEqual([1, 2]);
    expect(retryable(report)).toEqual([2, 3]);
  },
);
