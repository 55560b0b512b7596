'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import type { JobItem, JobItemPage } from '@/lib/jobs/schema';
import { queryError } from '@/lib/queries/outcome-json';

/**
 * Items of a job, page by page: while they are read, when they cannot be, when there are none, and the way to more.
 *
 * @param noun what they are called: "rows"
 * @param empty what is said when there are none
 */
export function PagedItems({
  query,
  noun,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<JobItemPage>>;
  noun: 'items' | 'rows';
  empty: string;
  children: (items: readonly JobItem[]) => ReactNode;
}) {
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <>
      {error !== null && (
        <ErrorNotice
          error={queryError(error)}
          doing="read"
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      )}
      {items === undefined && error === null && (
        <div role="status" aria-label={`Loading the ${noun}`} className="skeleton-late">
          <div className="skeleton h-40" />
        </div>
      )}
      {items !== undefined && items.length === 0 && <p className="panel px-4 py-3 text-muted">{empty}</p>}
      {items !== undefined && items.length > 0 && children(items)}
      {hasNextPage && (
        <p className="flex justify-center py-3">
          <Button size="sm" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more {noun}
          </Button>
        </p>
      )}
    </>
  );
}
