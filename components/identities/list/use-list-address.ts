'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { listHref, trustedListQuery } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';

/**
 * The list's state, which lives in the address and nowhere else.
 *
 * Later steps change the address by the History API, which Next follows in `useSearchParams` without a request of
 * its own: only the rows are fetched, so one click is one request (measured in `npm run bench`).
 */
export function useListAddress() {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const text = parameters.toString();
  const query = useMemo(() => trustedListQuery(new URLSearchParams(text)), [text]);

  /** Shows another view. Typing replaces the history entry, a choice pushes one. */
  const show = useCallback(
    (changes: Partial<ListQuery>, history: 'push' | 'replace') => {
      const href = listHref(query, changes);
      if (href === `${window.location.pathname}${window.location.search}`) return;
      if (history === 'push') window.history.pushState(null, '', href);
      else window.history.replaceState(null, '', href);
    },
    [query],
  );
  return { query, show, pathname };
}
