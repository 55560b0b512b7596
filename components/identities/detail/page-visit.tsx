'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { useOperator } from '@/components/shell/operator';
import { rememberIdentity } from '@/components/shell/recent-identities';

/** From this age on, in milliseconds, what is shown again is read again. */
const STALE_MS = 30_000;

/**
 * What a visit of this page leaves and asks for: the palette's list of recent identities, and a silent refresh when
 * the page was read long before it is shown (prefetched, or come back to). Once for each showing: a clock that runs
 * wrong must not refresh for ever.
 *
 * @param readAt ISO 8601 time at which the server read the identity
 */
export function PageVisit({ id, name, readAt }: { id: string; name: string; readAt: string }) {
  const router = useRouter();
  const shown = useEffectEvent(() => {
    if (Date.now() - Date.parse(readAt) > STALE_MS) router.refresh();
  });
  useEffect(() => {
    shown();
    const onPageShow = (event: PageTransitionEvent) => event.persisted && shown();
    window.addEventListener('pageshow', onPageShow);
    return () => window.removeEventListener('pageshow', onPageShow);
  }, []);
  const operator = useOperator()?.id;
  useEffect(() => rememberIdentity({ _id: id, name }, operator), [id, name, operator]);
  return null;
}
