import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERIODS } from './period';
import { dateIn, dayBorders, hourBorders, reportingWindow } from './reporting-window';
import { aroundClockChange, ODD_ZONES } from './testing/odd-zones';

const DAY = 86_400_000;
const zone = fc.constantFrom(...ODD_ZONES);
const days = fc.constantFrom(...PERIODS);

describe('a window of a zone', () => {
  it('is made of its last days, today included, and as many before', () => {
    fc.assert(
      fc.property(zone, days, aroundClockChange, (timeZone, length, now) => {
        const { from, to, before, dates } = reportingWindow(timeZone, length, now);
        expect(dates).toHaveLength(length);
        expect(dates.at(-1)).toBe(dateIn(timeZone, now));
        expect(from <= now && now < to && before < from).toBe(true);
        // Clocks are moved by a day at most, and that only once (Samoa, 2011).
        expect(Math.abs(to.getTime() - from.getTime() - length * DAY)).toBeLessThanOrEqual(DAY);
      }),
      { numRuns: 300 },
    );
  });

  it('is tiled by its days: borders grow, each begins another date, and none lies outside', () => {
    fc.assert(
      fc.property(zone, days, aroundClockChange, (timeZone, length, now) => {
        const { from, to, dates } = reportingWindow(timeZone, length, now);
        const borders = dayBorders(timeZone, from, to);
        expect(borders[0]).toEqual(from);
        expectGrowing(borders, to);
        const begun = borders.map((border) => dateIn(timeZone, border));
        expect(new Set(begun).size).toBe(begun.length);
        expect(dates).toEqual(expect.arrayContaining(begun));
        // The only date that may have no bucket is one that the zone never had.
        const missing = dates.filter((date) => !begun.includes(date));
        expect(missing).toEqual(
          timeZone === 'Pacific/Apia' && dates.includes('2011-12-30') ? ['2011-12-30'] : [],
        );
        // The moment before a border is another day, so none begins too late.
        for (const border of borders.slice(1)) {
          expect(dateIn(timeZone, new Date(border.getTime() - 1))).not.toBe(dateIn(timeZone, border));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has the date that Samoa left out, with nothing in it', () => {
    const { from, to, dates } = reportingWindow('Pacific/Apia', 7, new Date('2012-01-01T12:00:00Z'));
    expect(dates.slice(2, 5)).toEqual(['2011-12-29', '2011-12-30', '2011-12-31']);
    expect((to.getTime() - from.getTime()) / DAY).toBe(6);
    expect(dayBorders('Pacific/Apia', from, to)).toHaveLength(6);
  });
});

describe('borders', () => {
  const span = fc.record({
    timeZone: zone,
    from: aroundClockChange,
    minutes: fc.integer({ min: 1, max: 4 * 24 * 60 }),
  });

  it('of days and hours grow from the start, also amid a day, and end before the end', () => {
    fc.assert(
      fc.property(span, ({ timeZone, from, minutes }) => {
        const to = new Date(from.getTime() + minutes * 60_000);
        for (const borders of [dayBorders(timeZone, from, to), hourBorders(timeZone, from, to)]) {
          expect(borders[0]).toEqual(from);
          expectGrowing(borders, to);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('of hours lie on full hours of the zone and are at most an hour apart', () => {
    const local = (timeZone: string, time: Date) =>
      new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric' }).format(time);
    fc.assert(
      fc.property(span, ({ timeZone, from, minutes }) => {
        // Lord Howe moves its clocks by half an hour, so an hour of it may begin at half past.
        fc.pre(timeZone !== 'Australia/Lord_Howe');
        const to = new Date(from.getTime() + minutes * 60_000);
        const borders = hourBorders(timeZone, from, to);
        for (const border of borders.slice(1)) expect(local(timeZone, border)).toBe('0');
        const ends = [...borders.slice(1), to];
        borders.forEach((border, at) =>
          expect((ends[at] ?? to).getTime() - border.getTime()).toBeLessThanOrEqual(3_600_000),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('of hours follow clocks that move by half an hour', () => {
    const hours = hourBorders(
      'Australia/Lord_Howe',
      new Date('2026-10-03T14:30:00Z'),
      new Date('2026-10-03T17:00:00Z'),
    );
    expect(hours.map((hour) => hour.toISOString().slice(11, 16))).toEqual(['14:30', '15:30', '16:00']);
  });
});

function expectGrowing(borders: readonly Date[], to: Date): void {
  borders.forEach((border, at) => {
    const next = borders[at + 1] ?? to;
    expect(next.getTime()).toBeGreaterThan(border.getTime());
  });
}
