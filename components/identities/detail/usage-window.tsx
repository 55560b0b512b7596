'use client';

import { useTimeZone } from '@/components/time/time-zone';
import { formatUsageWindow } from '@/lib/format/times';

/** The window of the figures, with its end in the operator's own zone. */
export function UsageWindow({ end }: { end: string }) {
  const zone = useTimeZone();
  return formatUsageWindow(Date.parse(end), zone);
}
