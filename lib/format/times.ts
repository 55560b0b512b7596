import { LOCALE } from './numbers';

/** Instants are ISO 8601 texts or milliseconds; zones are IANA names. Every function is pure: `now` is given. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = cache.get(key);
  if (format === undefined) cache.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  return format;
}

/** Milliseconds of an instant, or `undefined` when the text is no instant. */
export function parseInstant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** Whether a text names a time zone this machine knows. */
export function isTimeZone(zone: string | undefined): zone is string {
  if (zone === undefined || zone === '') return false;
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * How long ago: `just now` (also for the future: clocks differ), `3 h ago` up to six days, then `12 Nov`, and
 * `12 Nov 2024` in another year.
 */
export function formatAgo(time: number, now: number, timeZone: string, locale = LOCALE): string {
  const age = now - time;
  if (age < 45_000) return 'just now';
  if (age < HOUR) return `${Math.max(1, Math.round(age / MINUTE))} min ago`;
  if (age < DAY) return `${Math.round(age / HOUR)} h ago`;
  if (age < 7 * DAY) {
    const days = Math.round(age / DAY);
    if (days <= 6) return days === 1 ? '1 day ago' : `${days} days ago`;
  }
  return formatDay(time, now, timeZone, locale);
}

/** `12 Nov`, with the year when it is another one. */
export function formatDay(time: number, now: number, timeZone: string, locale = LOCALE): string {
  const parts = dayParts(time, timeZone, locale);
  const thisYear = dayParts(now, timeZone, locale).year;
  return parts.year === thisYear
    ? `${parts.day} ${parts.month}`
    : `${parts.day} ${parts.month} ${parts.year}`;
}

function dayParts(time: number, timeZone: string, locale: string) {
  const parts = dateFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return { day: part('day'), month: part('month'), year: part('year') };
}

/** Hours and minutes, 24-hour: `14:10`. */
export function formatClock(time: number, timeZone: string, locale = LOCALE): string {
  return dateFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(time);
}

/** With seconds, for what is soon: `14:10:05`. */
export function formatClockExact(time: number, timeZone: string, locale = LOCALE): string {
  return dateFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(time);
}

/** How long something will take (milliseconds), as roughly as it can be known: `about 40 s left`. */
export function formatTimeLeft(ms: number): string {
  if (ms < 10_000) return 'a few seconds left';
  if (ms < 90_000) return `about ${Math.round(ms / 10_000) * 10} s left`;
  if (ms < 90 * MINUTE) return `about ${Math.round(ms / MINUTE)} min left`;
  return `about ${Math.round(ms / HOUR)} h left`;
}

/** In full with its zone: `12 Nov 2024, 14:10:05 (Europe/Berlin)`. */
export function formatExact(time: number, timeZone: string, locale = LOCALE): string {
  const { day, month, year } = dayParts(time, timeZone, locale);
  const clock = dateFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(time);
  return `${day} ${month} ${year}, ${clock} (${timeZone})`;
}

/** The window that 30-day figures speak of: `last 30 days, to 20 Nov 14:10, Europe/Berlin`. */
export function formatUsageWindow(end: number, timeZone: string, locale = LOCALE): string {
  return `last 30 days, to ${formatDay(end, end, timeZone, locale)} ${formatClock(end, timeZone, locale)}, ${timeZone}`;
}

/** A day of a calendar, `YYYY-MM-DD`, beside others of which the last is `today`: `Tue 3 Nov`, with its year when it is another one. */
export function formatDate(date: string, today: string, locale = LOCALE): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const weekday = dateFormat(locale, { timeZone: 'UTC', weekday: 'short' }).format(noon);
  return `${weekday} ${formatDay(noon, Date.parse(`${today}T12:00:00Z`), 'UTC', locale)}`;
}

/** The window that daily figures speak of: `last 30 days, to 21 Nov, Europe/Berlin`. @param today `YYYY-MM-DD` */
export function formatDaysWindow(days: number, today: string, timeZone: string, locale = LOCALE): string {
  const noon = Date.parse(`${today}T12:00:00Z`);
  return `last ${days} days, to ${formatDay(noon, noon, 'UTC', locale)}, ${timeZone}`;
}
