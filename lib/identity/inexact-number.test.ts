import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inexactNumber } from './inexact-number';

test.each([
  ['{"n": 9007199254740993}', '9007199254740993', '9007199254740992', 1],
  ['{"a": 1,\n "n": -9007199254740993}', '-9007199254740993', '-9007199254740992', 2],
  ['{"n": -0}', '-0', '0', 1],
  ['{"n": [-0.0e5]}', '-0.0e5', '0', 1],
  ['{"n": 1e400}', '1e400', 'Infinity', 1],
  ['{"n": 1e-400}', '1e-400', '0', 1],
  ['{"n": 0.10000000000000000001}', '0.10000000000000000001', '0.1', 1],
  ['{"\\"1e400": 1, "n": 12345678901234567890}', '12345678901234567890', '12345678901234567000', 1],
])('in %s it is %s, read as %s, on line %i', (json, text, read, line) =>
  expect(inexactNumber(json)).toEqual({ text, read, line }),
);

test.each([
  '{}',
  '{"n": [0, 1, -1, 1.50, 1E3, 0.5e-3, 9007199254740992, 1e23, -0.25]}',
  '{"n": "9007199254740993", "1e400": "-0"}',
])('there is none in %s', (json) => expect(inexactNumber(json)).toBeUndefined());

test('none of what JavaScript writes itself is inexact', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(inexactNumber(JSON.stringify({ value }))).toBeUndefined();
    }),
  );
});
