import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCostChange, formatShare } from './changes';

test.each([
  [12.4, '+$12.40'],
  [-0.52, '-$0.52'],
  [0.0031, '+<$0.01'],
  [-0.0031, '-<$0.01'],
  [0, '$0.00'],
])('a change of %d dollars reads %s', (usd, text) => expect(formatCostChange(usd)).toBe(text));

test.each([
  [0, '0%'],
  [0.0004, '<0.1%'],
  [0.0323, '3.2%'],
  [0.412, '41%'],
  [0.996, '99%'],
  [0.9995, '>99.9%'],
  [1, '100%'],
])('a share of %d reads %s', (share, text) => expect(formatShare(share)).toBe(text));

test('only all of it reads 100%, only nothing 0%', () =>
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const text = formatShare(share);
      expect(text === '100%').toBe(share === 1);
      expect(text === '0%').toBe(share === 0);
    }),
  ));
