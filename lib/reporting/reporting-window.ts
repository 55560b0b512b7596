import 'server-only';
import { Temporal } from 'temporal-polyfill';
import type { PeriodDays, ReportingWindow } from './period';

const HOUR_MS = 3_600_000;

/**
 * The window of the last `days` days of a zone, today included, and the window of the same length before it. Days are
 * calendar days of the zone, so one may have 23 or 25 hours, or none where a zone left a day out.
 *
 * @param timeZone IANA name
 */
export function reportingWindow(timeZone: string, days: PeriodDays, now: Date): ReportingWindow {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const first = today.subtract({ days: days - 1 });
  return {
    timeZone,
    days,
    from: dayStart(first, timeZone),
    to: dayStart(today.add({ days: 1 }), timeZone),
    before: dayStart(first.subtract({ days }), timeZone),
    dates: Array.from({ length: days }, (_, at) => first.add({ days: at }).toString()),
  };
}

/**
 * When the days of a zone begin from one instant to another: the borders of buckets by day. The first is `from` itself,
 * also amid a day, and all lie before `to`.
 */
export function dayBorders(timeZone: string, from: Date, to: Date): Date[] {
  const borders = [from];
  let day = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  for (;;) {
    day = day.add({ days: 1 });
    const start = dayStart(day, timeZone);
    if (start >= to) return borders;
    if (start > (borders.at(-1) ?? from)) borders.push(start);
  }
}

/**
 * When the hours of a zone begin from one instant to another: the borders of buckets by hour. The first is `from`
 * itself, also amid an hour, and all lie before `to`. Where clocks move by half an hour, so does a border.
 */
export function hourBorders(timeZone: string, from: Date, to: Date): Date[] {
  const borders: Date[] = [];
  // Asked for once between two changes of the clocks: a window may have thousands of hours.
  let offset = 0;
  let until = -Infinity;
  for (let time = from.getTime(); time < to.getTime();) {
    borders.push(new Date(time));
    if (time >= until) {
      const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone);
      offset = local.offsetNanoseconds / 1_000_000;
      until = local.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
    }
    time += HOUR_MS - ((((time + offset) % HOUR_MS) + HOUR_MS) % HOUR_MS);
  }
  return borders;
}

/** The date in a zone, `YYYY-MM-DD`, of an instant. */
export function dateIn(timeZone: string, time: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(time.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The first instant of a day, which need not be midnight: clocks may be put forward over it. */
function dayStart(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}
