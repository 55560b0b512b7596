import { expect, test } from 'vitest';
import { formatBytes } from './bytes';

test('a size is told in the unit that reads best', () => {
  expect([0, 1, 1_023, 1_024, 35_328, 1_048_576, 104_857_600].map((bytes) => formatBytes(bytes))).toEqual([
    '0 bytes',
    '1 byte',
    '1,023 bytes',
    '1 KB',
    '34.5 KB',
    '1 MB',
    '100 MB',
  ]);
});
