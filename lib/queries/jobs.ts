import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ItemState, Job, JobItemPage, JobPage } from '@/lib/jobs/schema';
import { getOutcome } from './outcome-json';

/** The keys of every query about jobs. */
export const jobKeys = {
  all: ['jobs'] as const,
  one: (id: string) => ['jobs', 'one', id] as const,
  list: ['jobs', 'list'] as const,
  items: (id: string, state?: ItemState) => ['jobs', 'items', id, state ?? null] as const,
};

/** How often a job that goes on by itself is asked for, in milliseconds. */
const POLL_MS = 1_000;

/** Whether a job goes on without anybody's word. One that was cancelled still ends what was on its way. */
export function isMoving({ state, ended }: Pick<Job, 'state' | 'ended'>): boolean {
  return state === 'preparing' || state === 'running' || (state === 'cancelled' && ended === undefined);
}

/** One job, asked for each second while it is put together or runs. */
export const jobOptions = (id: string) =>
  queryOptions({
    queryKey: jobKeys.one(id),
    queryFn: ({ signal }) => getOutcome<Job>(`/api/jobs/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isMoving(data) ? POLL_MS : false),
  });

/** Jobs, newest first, page by page. */
export const jobsOptions = () =>
  infiniteQueryOptions({
    queryKey: jobKeys.list,
    queryFn: ({ signal, pageParam }) =>
      getOutcome<JobPage>(
        pageParam === undefined ? '/api/jobs' : `/api/jobs?after=${encodeURIComponent(pageParam)}`,
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ jobs, has_more }) => (has_more ? jobs.at(-1)?.id : undefined),
  });

/** Items of a job in their order, page by page, all of them or those of one state. */
export const jobItemsOptions = (id: string, state?: ItemState) =>
  infiniteQueryOptions({
    queryKey: jobKeys.items(id, state),
    queryFn: ({ signal, pageParam }) => {
      const parameters = new URLSearchParams();
      if (state !== undefined) parameters.set('state', state);
      if (pageParam !== undefined) parameters.set('after', String(pageParam));
      return getOutcome<JobItemPage>(`/api/jobs/${encodeURIComponent(id)}/items?${parameters}`, signal);
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ items, has_more }) => (has_more ? items.at(-1)?.position : undefined),
  });

/** The address of a job's report: every item with its end, as CSV. */
export function jobReportHref(id: string): string {
  return `/api/jobs/${encodeURIComponent(id)}/report`;
}
