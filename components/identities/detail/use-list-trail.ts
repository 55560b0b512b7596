'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { identityKeys } from '@/lib/queries/identities';
import { lastList, rememberList, type ListTrail } from '@/lib/queries/list-trail';
import { trailWith } from './list-trails';

const never = () => () => {};
const none = () => undefined;

/** The list the operator came from; `undefined` after a reload, in a new tab and on the server. */
export function useLastList(): ListTrail | undefined {
  return useSyncExternalStore(never, lastList, none);
}

/** The list that holds this identity, if it was opened from one. */
export function useListTrail(id: string): ListTrail | undefined {
  const client = useQueryClient();
  const last = useLastList();
  const pages =
    last === undefined || last.ids.includes(id)
      ? []
      : client
          .getQueriesData<IdentityPage>({ queryKey: identityKeys.lists })
          .flatMap(([, page]) => page ?? []);
  const trail = trailWith(id, last, pages);
  const found = trail !== undefined && trail !== last ? trail : undefined;
  useEffect(() => {
    // The way back leads to the page that holds this identity, not to the one that was left by Back.
    if (found !== undefined) rememberList(found);
  });
  return trail;
}
