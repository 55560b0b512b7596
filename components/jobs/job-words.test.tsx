import { expect, test } from 'vitest';
import {
  checkedCount,
  confirmWords,
  endedCount,
  jobTitle,
  resultWords,
  scopeWords,
  stateWords,
  troubleCount,
} from './job-words';
import { testCounts, testImport, testJob } from './testing/test-job';
import { rateOf } from './use-rate';

test('a job is called by what it does', () => {
  expect(jobTitle({ request: { kind: 'tags', add: ['vip', 'eu'], remove: ['old'] } })).toBe(
    'Add tags “vip”, “eu”, Remove tag “old”',
  );
  expect(jobTitle({ request: { kind: 'metadata', key: 'plan', value_text: '"pro"' } })).toBe(
    'Set metadata “plan”',
  );
  expect(jobTitle({ request: { kind: 'metadata', key: 'plan' } })).toBe('Remove metadata “plan”');
  expect(jobTitle({ request: testImport('people.csv') })).toBe('Import people.csv');
});

test('the button that begins it says to how many', () => {
  expect(confirmWords(testJob({}), 1)).toBe('Add tags to 1 identity');
  expect(confirmWords({ request: { kind: 'tags', add: [], remove: ['old'] } }, 1_204)).toBe(
    'Remove tags from 1,204 identities',
  );
  expect(confirmWords({ request: { kind: 'tags', add: ['a'], remove: ['b'] } }, 2)).toBe(
    'Change tags of 2 identities',
  );
  expect(confirmWords({ request: { kind: 'delete' } }, 2)).toBe('Delete 2 identities');
});

test('what it goes over is told by its filter or its count', () => {
  expect(scopeWords({ selection: { by: 'ids', count: 12 } })).toBe('12 identities chosen');
  expect(scopeWords({ selection: { by: 'matching', search: '', tags: [] } })).toBe('All identities');
  expect(scopeWords({ selection: { by: 'matching', search: 'mei', tags: ['vip'] } })).toBe(
    'All that match “mei” and are tagged “vip”',
  );
});

test('a result names what there was of it, and no more', () => {
  const counts = testCounts({ done: 1_190, unchanged: 24, failed: 2, total: 1_216 });
  expect(resultWords({ kind: 'tags', counts })).toBe('1,190 changed, 24 unchanged, 2 failed');
  expect(resultWords({ kind: 'delete', counts: testCounts({ done: 3 }) })).toBe('3 deleted');
  expect(endedCount(counts)).toBe(1_216);
});

test('rows of an import that were rejected before it began are told apart from those that failed', () => {
  const plans = { create: 4, update: 2, leave: 1, reject: 3 };
  const job = { kind: 'import' as const, plans, counts: testCounts({ done: 5, unchanged: 1, failed: 4 }) };
  expect(resultWords(job)).toBe('5 written, 1 unchanged, 1 failed, 3 rejected');
  expect([checkedCount(job), troubleCount(job)]).toEqual([10, 1]);
  const discarded = { ...job, counts: testCounts({ left: 10 }) };
  expect([resultWords(discarded), troubleCount(discarded)]).toEqual(['0 written, 10 not tried', 0]);
  expect(confirmWords({ request: testImport('a.csv') }, 6)).toBe('Import 6 identities');
  expect([
    stateWords({ kind: 'import', state: 'draft' }),
    stateWords({ kind: 'tags', state: 'preparing' }),
  ]).toEqual(['Columns to name', 'Counting']);
});

test('a rate needs two readings and some progress between them', () => {
  expect(rateOf([])).toBeUndefined();
  expect(rateOf([{ at: 0, ended: 5 }])).toBeUndefined();
  expect(
    rateOf([
      { at: 0, ended: 5 },
      { at: 1_000, ended: 5 },
    ]),
  ).toBeUndefined();
  expect(
    rateOf([
      { at: 1_000, ended: 5 },
      { at: 2_000, ended: 6 },
      { at: 3_000, ended: 11 },
    ]),
  ).toBe(3);
});
