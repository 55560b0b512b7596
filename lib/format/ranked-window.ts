import type { RankedWindow } from '@/lib/reporting/ranking-schema';
import { formatClock, formatDay } from './times';

/**
 * The days that figures are of, in the zone that makes them days: `last 7 days, 15 Nov to 21 Nov, Europe/Berlin, as of
 * 14:10`.
 */
export function formatRankedWindow({ days, from, to, as_of, time_zone: zone }: RankedWindow): string {
  const end = Date.parse(as_of);
  const first = formatDay(Date.parse(from), end, zone);
  // The window ends with today, so its last instant is of the day that it is named by.
  const last = formatDay(Date.parse(to) - 1, end, zone);
  return `last ${days} days, ${first} to ${last}, ${zone}, as of ${formatClock(end, zone)}`;
}
