'use client';

import { ChevronRight } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { RelativeTime } from '@/components/time/relative-time';
import { useTimeZone } from '@/components/time/time-zone';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { AuditEntry } from '@/lib/audit/entry';
import { formatExact } from '@/lib/format/times';

const load = () => import('./entry-details');

/** An entry's time as a button that opens its details in place, and those details once they are open. */
export function useEntryDisclosure(
  entry: AuditEntry,
  about: string,
): { button: ReactNode; details: ReactNode; id: string } {
  const { Part: Details, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const id = useId();
  const zone = useTimeZone();
  return {
    id,
    button: (
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        data-tip={formatExact(Date.parse(entry.at), zone)}
        className="-ml-1 inline-flex min-h-7 items-center gap-1 rounded px-1 whitespace-nowrap hover:bg-raised"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(!open);
        }}
      >
        <ChevronRight
          aria-hidden="true"
          className={`size-4 shrink-0 text-muted transition-transform ${open ? 'rotate-90' : ''}`}
        />
        <RelativeTime value={entry.at} />
        <span className="sr-only">, details of: {about}</span>
      </button>
    ),
    details: open && Details !== undefined ? <Details entry={entry} /> : undefined,
  };
}
