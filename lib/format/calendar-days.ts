/** Days of the calendar as `2026-11-20`, in IANA zones. Pure. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Farther than any zone is from UTC. */
const FARTHEST = 15 * HOUR;

/**
 * The instant at which a day begins in a zone, in milliseconds. Not always midnight: where the clock is put forward at
 * midnight the day begins an hour later. A day that a zone has left out begins with the one after.
 */
export function startOfDay(day: string, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - FARTHEST;
  let from = midnight + FARTHEST + DAY;
  // The date of a zone never goes back by more than an hour, so the first instant of a date can be halved down to.
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (localDay(format, middle) >= day) from = middle;
    else before = middle;
  }
  return from;
}

/** The day after, `2026-12-01` after `2026-11-30`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

function localDay(format: Intl.DateTimeFormat, time: number): string {
  const parts = format.formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
