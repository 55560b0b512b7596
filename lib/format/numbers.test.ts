import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatChange,
  formatCost,
  formatCostAxis,
  formatCostExact,
  formatCount,
  formatCountAxis,
  formatCountCompact,
  formatErrorRate,
  formatFailedRequests,
  formatOrdinal,
} from './numbers';

describe('counts', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [1204, '1,204'],
    [99_999, '99,999'],
    [100_000, '100K'],
    [1_234_567, '1.2M'],
  ])('%d in a table is %s', (value, text) => expect(formatCountCompact(value)).toBe(text));
  test('are exact elsewhere', () => expect(formatCount(1_234_567)).toBe('1,234,567'));
});

describe('cost in US dollars', () => {
  test.each([
    [0, '$0.00', '$0.00'],
    [0.0000312, '<$0.01', '$0.0000312'],
    [0.0049, '<$0.01', '$0.0049'],
    [0.00999, '<$0.01', '$0.00999'],
    [0.01, '$0.01', '$0.01'],
    [1043.834, '$1,043.83', '$1,043.83'],
    [123_456.78, '$123,456.78', '$123,456.78'],
  ])('%d', (usd, table, exact) => {
    expect(formatCost(usd)).toBe(table);
    expect(formatCostExact(usd)).toBe(exact);
  });
  test('a cost above zero never reads as $0.00, in a table or exact', () =>
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 1e9, noNaN: true }), (usd) => {
        expect(formatCost(usd)).not.toBe('$0.00');
        expect(formatCostExact(usd)).not.toBe('$0.00');
      }),
    ));
});

describe('error rate', () => {
  test.each([
    [0, 100, '0%'],
    [0.0004, 10_000, '<0.1%'],
    [0.006, 1000, '0.6%'],
    [0.38, 100, '38%'],
    [0.9999, 100_000, '99.9%'],
    [1, 7, '100%'],
    [0, 0, '—'],
    [1.7, 10, '170%'],
  ])('%d of %d requests is %s', (rate, requests, text) => expect(formatErrorRate(rate, requests)).toBe(text));
  test('100% only when exactly 1, 0% only when exactly 0', () =>
    fc.assert(
      fc.property(fc.double({ min: Number.EPSILON, max: 1 - Number.EPSILON, noNaN: true }), (rate) => {
        expect(['0%', '100%']).not.toContain(formatErrorRate(rate, 1000));
      }),
    ));
  test('says what it is a part of', () => {
    expect(formatFailedRequests(14 / 1204, 1204)).toBe('about 14 of 1,204 requests');
    expect(formatFailedRequests(0.0001, 100)).toBe('less than 1 of 100 requests');
    expect(formatFailedRequests(1, 1)).toBe('about 1 of 1 request');
  });
});

describe('beside an axis', () => {
  test.each([
    [0, 0.5, '$0'],
    [0.00002, 0.00001, '$0.00002'],
    [0.5, 0.25, '$0.50'],
    [1, 0.5, '$1.00'],
    [5, 5, '$5'],
    [1_200, 400, '$1.2K'],
    [20_000, 5_000, '$20K'],
  ])('%d dollars by %d are %s', (usd, step, text) => expect(formatCostAxis(usd, step)).toBe(text));
  test.each([
    [800, '800'],
    [1_500, '1.5K'],
    [2_000_000, '2M'],
  ])('%d is %s', (value, text) => expect(formatCountAxis(value)).toBe(text));
});

test.each([
  [0, '0%'],
  [0.124, '+12.4%'],
  [-0.5, '-50%'],
  [12.4, '+1,240%'],
  [0.0004, '+<0.1%'],
  [-0.0004, '-<0.1%'],
])('a change of %d is %s', (change, text) => expect(formatChange(change)).toBe(text));

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [12, '12th'],
  [1_022, '1,022nd'],
])('place %d is %s', (place, text) => expect(formatOrdinal(place)).toBe(text));
