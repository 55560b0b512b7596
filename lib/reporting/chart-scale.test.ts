import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chartScale } from './chart-scale';

test.each([
  [0, false, [0]],
  [4, true, [0, 1, 2, 3, 4]],
  [3, true, [0, 1, 2, 3]],
  [1, true, [0, 1]],
  [0.00012, false, [0, 0.00005, 0.0001, 0.00015]],
  [41.2, false, [0, 20, 40, 60]],
  [100, false, [0, 25, 50, 75, 100]],
  [1_204, true, [0, 500, 1_000, 1_500]],
])('up to %d (whole: %s) it marks %j', (largest, whole, ticks) =>
  expect(chartScale(largest, { whole }).ticks).toEqual(ticks),
);

test('it holds every figure, has few marks, and wastes less than half', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), fc.boolean(), (figure, whole) => {
      const largest = whole ? Math.ceil(figure) : figure;
      const { ticks, top } = chartScale(largest, { whole });
      expect(top).toBeGreaterThanOrEqual(largest * (1 - 1e-8));
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(largest).toBeGreaterThan(top * 0.4);
      if (whole) expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});
