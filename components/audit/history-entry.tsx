'use client';

import type { ReactNode } from 'react';
import type { AuditEntry } from '@/lib/audit/entry';
import { useEntryDisclosure } from './entry-disclosure';

/** One entry in the history of an identity. What it says is drawn by the server; what opens is fetched when it is meant. */
export function HistoryEntry({
  entry,
  words,
  children,
}: {
  entry: AuditEntry;
  words: string;
  children: ReactNode;
}) {
  const { button, details, id } = useEntryDisclosure(entry, words);
  return (
    <li className="px-4 py-2">
      <div className="grid items-center gap-x-4 gap-y-0.5 sm:grid-cols-[8rem_minmax(0,1fr)_auto]">
        {button}
        {children}
      </div>
      <div id={id} hidden={details === undefined} className="py-2 sm:pl-5">
        {details}
      </div>
    </li>
  );
}
