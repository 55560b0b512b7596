'use client';

import { RelativeTime } from '@/components/time/relative-time';
import { useTimeZone } from '@/components/time/time-zone';
import { formatExact, parseInstant } from '@/lib/format/times';
import { Unset } from './profile-row';

/** An instant in full and how long ago it was. @param value ISO 8601 */
export function Instant({ value }: { value: string | undefined }) {
  const zone = useTimeZone();
  const time = parseInstant(value);
  if (time === undefined) return <Unset>Not reported</Unset>;
  return (
    <span className="tabular-nums">
      {formatExact(time, zone)} <RelativeTime value={value} className="whitespace-nowrap text-muted" />
    </span>
  );
}
