import { expect, test } from 'vitest';
import { formatIssue, formatOf } from './file-format';

test('a file is known by the ending of its name, and every other one is told what to do', () => {
  expect(['A.CSV', 'b.xlsx', 'c.d.jsonl', 'e.ndjson'].map(formatOf)).toEqual([
    'csv',
    'xlsx',
    'jsonl',
    'jsonl',
  ]);
  expect(formatIssue('A.CSV')).toBeUndefined();
  for (const [name, words] of [
    ['a.xls', 'Save it as XLSX or CSV'],
    ['a.ods', 'Save it as XLSX or CSV'],
    ['a.json', 'one identity a line'],
    ['a.tsv', 'Save the file as CSV'],
    ['picture.png', 'Choose a CSV'],
    ['', 'Choose a CSV'],
  ] as const)
    expect(formatIssue(name)).toContain(words);
});
