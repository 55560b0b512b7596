'use client';

import { useTimeZone } from '@/components/time/time-zone';
import { formatUsageWindow } from '@/lib/format/times';

/** The window of the figures, in the operator's zone. @param end ISO 8601 time */
export function UsageWindow({ end }: { end: string }) {
  const words = formatUsageWindow(Date.parse(end), useTimeZone());
  return (
    <p className="text-xs text-muted">
      <time dateTime={end}>{words.charAt(0).toUpperCase() + words.slice(1)}</time>
    </p>
  );
}
