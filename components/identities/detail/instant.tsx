'use client';

import { RelativeTime } from '@/components/time/relative-time';
import { useNow, useTimeZone } from '@/components/time/time-zone';
import { formatAgo, formatDay, formatExact, parseInstant } from '@/lib/format/times';
import { Unset } from './profile-row';

/** An instant in full, and how long ago it was where that says more than the date. @param value ISO 8601 */
export function Instant({ value }: { value: string | undefined }) {
  const zone = useTimeZone();
  const now = useNow();
  const time = parseInstant(value);
  if (time === undefined) return <Unset>Not reported</Unset>;
  const isRecent = time <= now && formatAgo(time, now, zone) !== formatDay(time, now, zone);
  return (
    <span className="tabular-nums">
      {formatExact(time, zone)}{' '}
      {isRecent && <RelativeTime value={value} className="whitespace-nowrap text-muted" />}
    </span>
  );
}
