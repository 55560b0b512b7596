'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { JobPage } from '@/lib/jobs/schema';
import { queryError } from '@/lib/queries/outcome-json';
import { JobsTable } from './jobs-table';
import { watchedJobsOptions } from './watched-jobs';

/** Jobs, newest first, kept up to date while one of them is at work. @param first the page as the server read it */
export function JobsList({ first }: { first: JobPage }) {
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      ...watchedJobsOptions(),
      initialData: { pages: [first], pageParams: [undefined] },
    });
  const jobs = data.pages.flatMap((page) => page.jobs);
  if (jobs.length === 0)
    return (
      <EmptyState
        title="No jobs yet"
        text="Select identities in the list to change or delete many of them at once, or import a file. Each such change is a job, and is kept here."
        action={
          <Link href="/identities" prefetch={false} className="button button-secondary">
            Identities
          </Link>
        }
      />
    );
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
      <JobsTable jobs={jobs} />
      {hasNextPage && (
        <p className="flex justify-center py-3">
          <Button size="sm" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older jobs
          </Button>
        </p>
      )}
    </>
  );
}
