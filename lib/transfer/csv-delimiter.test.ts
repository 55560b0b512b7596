import { expect, test } from 'vitest';
import { delimiterOf } from './csv-delimiter';

test('what parts the cells is what the header has most of, outside of quotes', () => {
  expect(delimiterOf('a,b;c,d\n1;2;3;4;5')).toBe(',');
  expect(delimiterOf('\ufeff"a,b,c";d\r\n')).toBe(';');
  expect(delimiterOf('a\tb\n')).toBe('\t');
  expect(delimiterOf('"one\n;;;",b\n')).toBe(',');
  expect(delimiterOf('only')).toBe(',');
  expect(delimiterOf('')).toBe(',');
});
