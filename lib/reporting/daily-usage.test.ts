import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeOf, totalsOf, usageByDay } from './daily-usage';
import { PERIODS } from './period';
import { dateIn, dayBorders, reportingWindow } from './reporting-window';
import type { ReportRow } from './schema';

const utcDate = (time: Date) => time.toISOString().slice(0, 10);
const DATES = ['2026-11-01', '2026-11-02', '2026-11-03'];
const row = (timestamp: string, metrics: Record<string, number>): ReportRow => ({ timestamp, metrics });
const full = { request_count: 312, error_count: 13, total_tokens: 9_000, total_cost: 1.24 };

test('a day without a row had no use; in a report that was cut short nothing is known of it', () => {
  const data = [row('2026-11-02T00:00:00Z', full)];
  const known = { requests: 312, errors: 13, tokens: 9_000, cost: 1.24 };
  const none = { requests: 0, errors: 0, tokens: 0, cost: 0 };
  const unknown = { requests: undefined, errors: undefined, tokens: undefined, cost: undefined };
  const figures = (report: Parameters<typeof usageByDay>[0]) =>
    usageByDay(report, DATES, utcDate).map((day) => day.figures);
  expect(figures({ data, has_more: false })).toEqual([none, known, none]);
  expect(figures({ data })).toEqual([none, known, none]);
  expect(figures({ data, has_more: true })).toEqual([unknown, known, unknown]);
  expect(figures({ data, meta: { warnings: ['rows_limited'] } })).toEqual([unknown, known, unknown]);
  expect(figures({ data: [] })).toEqual([none, none, none]);
  expect(figures({})).toEqual([unknown, unknown, unknown]);
});

test('a figure that a row lacks is a gap, left out of the sum and counted', () => {
  const days = usageByDay(
    { data: [row('2026-11-01T00:00:00Z', full), row('2026-11-02T00:00:00Z', { request_count: 5 })] },
    DATES.slice(0, 2),
    utcDate,
  );
  const totals = totalsOf(days);
  expect(totals.requests).toEqual({ sum: 317, gaps: 0 });
  expect(totals.cost).toEqual({ sum: 1.24, gaps: 1 });
  expect(totalsOf(days.slice(1)).cost).toEqual({ sum: undefined, gaps: 1 });
  expect(changeOf(totals.cost, { sum: 1, gaps: 0 })).toBeUndefined();
  expect(changeOf(totals.requests, { sum: 100, gaps: 0 })).toBeCloseTo(2.17);
  expect(changeOf(totals.requests, { sum: 0, gaps: 0 })).toBeUndefined();
});

test.each([
  [{ 'genai.requests': 4 }, { requests: 4 }],
  [{ request_count: 4, 'genai.requests': 9 }, { requests: 4 }],
  [{ input_tokens: 3, output_tokens: 4 }, { tokens: 7 }],
  [{ input_tokens: 3 }, { tokens: undefined }],
  [
    { 'genai.cost': 0.5, 'genai.errors': 2 },
    { cost: 0.5, errors: 2 },
  ],
])('reads %j', (metrics, expected) => {
  const [day] = usageByDay({ data: [row('2026-11-01T00:00:00Z', metrics)] }, DATES, utcDate);
  expect(day?.figures).toMatchObject(expected);
});

test('rows of hours are added to their day, rows of other days and without a time passed over', () => {
  const data = [
    row('2026-11-01T00:00:00Z', full),
    row('2026-11-01T23:00:00Z', full),
    row('2026-10-31T00:00:00Z', full),
    row('not a time', full),
    { metrics: full },
  ];
  const [first, second] = usageByDay({ data }, DATES, utcDate);
  expect(first?.figures).toEqual({ requests: 624, errors: 26, tokens: 18_000, cost: 2.48 });
  expect(second?.figures.requests).toBe(0);
});

/** Zones far from UTC, by halves and quarters of an hour, and with clocks that change in every way there is. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Niue',
  'Pacific/Apia',
];

test('in every zone, across every change of its clocks, the days come to what was used', () => {
  const use = fc.record({
    at: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
    requests: fc.nat(1_000),
    cost: fc.nat(1_000_000),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.constantFrom(...PERIODS),
      fc.date({
        min: new Date('2011-06-01T00:00:00Z'),
        max: new Date('2027-06-01T00:00:00Z'),
        noInvalidDate: true,
      }),
      fc.array(use, { maxLength: 40 }),
      (zone, days, now, uses) => {
        const window = reportingWindow(zone, days, now);
        const borders = dayBorders(zone, window.from, window.to);
        const length = window.to.getTime() - window.from.getTime();
        // A host that keeps its buckets by the borders of days, as the contract asks.
        const data = uses.map(({ at, requests, cost }) => {
          const time = window.from.getTime() + at * length;
          const bucket = borders.findLast((border) => border.getTime() <= time) ?? window.from;
          return row(bucket.toISOString(), { request_count: requests, total_cost: cost / 1e6 });
        });
        const byDay = usageByDay({ data }, window.dates, (time) => dateIn(zone, time));
        const totals = totalsOf(byDay);
        const sum = (part: (use: (typeof uses)[number]) => number) =>
          uses.reduce((total, one) => total + part(one), 0);
        expect(byDay).toHaveLength(days);
        if (uses.length > 0) {
          expect(totals.requests).toEqual({ sum: sum((one) => one.requests), gaps: 0 });
          expect(totals.cost.sum).toBeCloseTo(sum((one) => one.cost) / 1e6, 9);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('the order of the days does not change their sum by a bit', () => {
  const cost = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(cost, { minLength: 1 }), (costs) => {
      const days = costs.map((one, at) => ({
        date: String(at),
        figures: { requests: 1, errors: 0, tokens: 1, cost: one },
      }));
      expect(totalsOf(days).cost.sum).toBe(totalsOf(days.toReversed()).cost.sum);
    }),
  );
});
