import type { Rhythm } from './demo-identity';

/** The days of the demo workspace: offsets from today (UTC), 0 is today, -119 the first day with figures. */

export const DAY = 86_400_000;
/** Days of the window that metrics speak about. */
export const WINDOW_DAYS = 30;
/** The day on which the upstream failed from 02:00 to 05:00 UTC. */
export const OUTAGE_DAY = -11;
/** A holiday: everyone but machines rests, more or less. */
const HOLIDAY = { first: -47, last: -43, factor: 0.4 };
const GROWTH_A_WEEK = 1.015;

/** What a run of the generator knows about time. */
export type Calendar = {
  now: Date;
  /** The start of today, UTC, in milliseconds. */
  today: number;
  /** The part of today that has passed. */
  elapsed: number;
  /** How many days have figures, today included. */
  historyDays: number;
};

/** The calendar of a moment. */
export function calendarOf(now: Date, historyDays: number): Calendar {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  return { now, today, elapsed: (now.getTime() - today) / DAY, historyDays };
}

/** `YYYY-MM-DD` of an offset. */
export function dayText({ today }: Calendar, offset: number): string {
  return new Date(today + offset * DAY).toISOString().slice(0, 10);
}

/** How busy a day is, 1 being an ordinary working day of today. */
export function dayWeight(calendar: Calendar, offset: number, rhythm: Rhythm): number {
  const growth = GROWTH_A_WEEK ** (offset / 7);
  const partial = offset === 0 ? Math.max(0.02, calendar.elapsed) : 1;
  if (rhythm === 'flat') return growth * partial;
  const holiday = offset >= HOLIDAY.first && offset <= HOLIDAY.last ? HOLIDAY.factor : 1;
  return growth * partial * holiday * weekdayWeight(calendar, offset, rhythm);
}

/** Sunday first. */
const WEEK = [0.3, 1, 1, 1, 1, 1, 0.35];
const GULF_WEEK = [1, 1, 1, 1, 1, 0.3, 0.35];

function weekdayWeight({ today }: Calendar, offset: number, rhythm: Exclude<Rhythm, 'flat'>): number {
  // Day 0 of the epoch was a Thursday.
  const weekday = (((today / DAY + offset + 4) % 7) + 7) % 7;
  const of = (week: readonly number[], day: number) => week[(day + 7) % 7] ?? 1;
  switch (rhythm) {
    case 'europe':
      return of(WEEK, weekday);
    case 'gulf':
      return of(GULF_WEEK, weekday);
    // A working day in Tokyo starts on the UTC day before, one in San Francisco ends on the UTC day after.
    case 'asia':
      return 0.7 * of(WEEK, weekday) + 0.3 * of(WEEK, weekday + 1);
    case 'america':
      return 0.75 * of(WEEK, weekday) + 0.25 * of(WEEK, weekday - 1);
  }
}
