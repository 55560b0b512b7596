'use client';

import { useTimeZone } from '@/components/time/time-zone';
import { formatExact, parseInstant } from '@/lib/format/times';

/** Until when something works, in the operator's zone. `value` is an ISO 8601 time. */
export function RelativeUntil({ value }: { value: string }) {
  const zone = useTimeZone();
  const time = parseInstant(value);
  if (time === undefined) return null;
  return (
    <>
      until <time dateTime={value}>{formatExact(time, zone)}</time>
    </>
  );
}
