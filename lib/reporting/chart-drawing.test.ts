import { expect, test } from 'vitest';
import { CHART, daysDrawing, metricDrawing } from './chart-drawing';
import type { UsageDay } from './daily-usage';

const day = (date: string, cost: number | undefined): UsageDay => ({
  date,
  figures: { cost, requests: 1, tokens: 1, errors: 0 },
});
const DAYS = [
  day('2026-11-18', 10),
  day('2026-11-19', 0),
  day('2026-11-20', undefined),
  day('2026-11-21', 0.0001),
  day('2026-11-22', 5),
];
const boxes = (path: string) => path.split('z').filter((box) => box !== '');

test('use, no use, nothing known and a day that is not over are drawn apart, in their places', () => {
  const drawing = metricDrawing('cost', DAYS, '2026-11-22');
  expect(boxes(drawing.bars)).toHaveLength(2);
  expect(drawing.bars).toMatch(/^M0\.25 152v-152h0\.5v152z/);
  expect(drawing.none).toMatch(/^M1\.25 152v-1h/);
  expect(drawing.gaps).toMatch(/^M2\.1 152v-152h/);
  expect(drawing.unfinished).toMatch(/^M4\.25 152v-76h/);
});

test('little is seen to be more than nothing', () =>
  expect(boxes(metricDrawing('cost', DAYS, '').bars)[1]).toMatch(/^M3\.25 152v-2\.5h/));

test('marks stand from the ground to the top, in one wording', () =>
  expect(metricDrawing('cost', [day('2026-11-18', 0.9), ...DAYS.slice(1, 4)], '').marks).toEqual([
    { at: CHART.top + CHART.plot, text: '$0' },
    { at: CHART.top + CHART.plot * 0.75, text: '$0.25' },
    { at: CHART.top + CHART.plot / 2, text: '$0.50' },
    { at: CHART.top + CHART.plot * 0.25, text: '$0.75' },
    { at: CHART.top, text: '$1.00' },
  ]));

test('days are named back from today, and weekends lie behind them', () => {
  const days = Array.from({ length: 7 }, (_, at) => day(`2026-11-${15 + at}`, 1));
  const drawing = daysDrawing(days, '2026-11-21');
  expect(drawing.names.map(({ text }) => text)).toEqual(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Today']);
  expect(drawing.names[0]?.at).toBe('7.14%');
  expect(boxes(drawing.weekends)).toHaveLength(2);
  const month = Array.from({ length: 30 }, (_, at) =>
    day(new Date(Date.UTC(2026, 9, 23 + at)).toISOString().slice(0, 10), 1),
  );
  expect(daysDrawing(month, '2026-11-21').names.map(({ text }) => text)).toEqual([
    '24 Oct',
    '31 Oct',
    '7 Nov',
    '14 Nov',
    'Today',
  ]);
});
