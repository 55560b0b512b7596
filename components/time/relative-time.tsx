'use client';

import { formatAgo, formatExact, parseInstant } from '@/lib/format/times';
import { NOT_REPORTED, NOT_REPORTED_SPOKEN } from '@/lib/format/numbers';
import { useNow, useTimeZone } from './time-zone';

/** How long ago an ISO 8601 instant was; hover and focus give it in full, local and UTC. */
export function RelativeTime({ value, className }: { value: string | undefined; className?: string }) {
  const zone = useTimeZone();
  const now = useNow();
  const time = parseInstant(value);
  if (time === undefined)
    return (
      <span className={className}>
        <span aria-hidden="true">{NOT_REPORTED}</span>
        <span className="sr-only">{NOT_REPORTED_SPOKEN}</span>
      </span>
    );
  const local = formatExact(time, zone);
  const full = zone === 'UTC' ? local : `${local}\n${formatExact(time, 'UTC')}`;
  return (
    <time dateTime={new Date(time).toISOString()} data-tip={full} className={className}>
      {formatAgo(time, now, zone)}
    </time>
  );
}
