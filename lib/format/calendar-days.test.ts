import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter, startOfDay } from './calendar-days';

const iso = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString();

test.each([
  ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
  ['2026-11-20', 'Europe/Berlin', '2026-11-19T23:00:00.000Z'],
  ['2026-07-01', 'Asia/Kolkata', '2026-06-30T18:30:00.000Z'],
  ['2026-07-01', 'Pacific/Kiritimati', '2026-06-30T10:00:00.000Z'],
  ['2026-07-01', 'Pacific/Pago_Pago', '2026-07-01T11:00:00.000Z'],
  // The clock was put forward at midnight: the day began at one.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  // Samoa left this day out.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('%s in %s begins at %s', (day, zone, instant) => expect(iso(day, zone)).toBe(instant));

test('the instant before a day is another day, and days follow each other without a gap', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
  const days = fc
    .date({ min: new Date('2000-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, fc.constantFrom(...zones), (day, timeZone) => {
      const start = startOfDay(day, timeZone);
      const local = (time: number) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(time);
      expect(local(start)).toBe(day);
      expect(local(start - 1) < day).toBe(true);
      expect(local(startOfDay(dayAfter(day), timeZone) - 1)).toBe(day);
    }),
    { numRuns: 60 },
  );
});
