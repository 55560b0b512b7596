'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { listSearch } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { identityListOptions } from '@/lib/queries/identities';
import { queryError } from '@/lib/queries/outcome-json';

/** What the list shows, and how it stands. */
export type ShownPage = {
  /** The rows on screen: those asked for, or the last good ones while others load or fail. */
  page: IdentityPage | undefined;
  /** Whether `page` answers the present address. */
  current: boolean;
  loading: boolean;
  error: AppError | undefined;
  retry: () => void;
};

/**
 * The rows of the present address. The page rendered on the server is taken over without a second call; a late
 * answer never replaces a newer one, because each address has an entry of its own and older calls are aborted.
 */
export function useIdentityPage(
  query: ListQuery,
  first: Outcome<IdentityPage>,
  firstQuery: ListQuery,
): ShownPage {
  const client = useQueryClient();
  const search = listSearch(query);
  const isFirst = search === listSearch(firstQuery);
  const [retried, setRetried] = useState(false);
  const failedFirst = isFirst && !first.ok && !retried;

  const asked = useQuery({
    ...identityListOptions(query),
    ...(isFirst &&
      first.ok && { initialData: first.value, initialDataUpdatedAt: Date.parse(first.value.read_at) }),
    enabled: !failedFirst,
  });

  // Kept for when a later page cannot be had: TanStack Query drops the rows before once the next ones have failed.
  const [lastGood, setLastGood] = useState<IdentityPage | undefined>(first.ok ? first.value : undefined);
  if (asked.data !== undefined && !asked.isPlaceholderData && asked.data !== lastGood)
    setLastGood(asked.data);

  const page = asked.data ?? lastGood;
  const current = asked.data !== undefined && !asked.isPlaceholderData;
  const answered = current ? asked.data : undefined;

  // An address that names a cursor which is gone is corrected to the page that was answered.
  useEffect(() => {
    if (answered === undefined || listSearch(answered.query) === search) return;
    client.setQueryData(identityListOptions(answered.query).queryKey, answered);
    window.history.replaceState(null, '', `/identities${listSearch(answered.query)}`);
  }, [answered, search, client]);

  const refetch = asked.refetch;
  const retry = useCallback(() => {
    setRetried(true);
    void refetch();
  }, [refetch]);

  const failure = failedFirst && !first.ok ? first.error : (asked.error ?? undefined);
  const [shown, setShown] = useState<ShownFailure>();
  // TanStack Query forgets an error while it asks again; the alert and its button must not vanish under the hand.
  const next =
    failure !== undefined ? failure : current || shown?.search !== search ? undefined : shown.failure;
  if (next !== shown?.failure) setShown(next && { search, failure: next, error: asAppError(next) });

  return { page, current, loading: asked.isFetching, error: shown?.error, retry };
}

type Failure = AppError | Error;
type ShownFailure = { search: string; failure: Failure; error: AppError };

function asAppError(failure: Failure): AppError {
  return failure instanceof Error ? queryError(failure) : failure;
}
