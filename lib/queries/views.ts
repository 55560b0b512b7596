import { queryOptions } from '@tanstack/react-query';
import type { SavedView, ViewList } from '@/lib/views/saved-view';
import { getOutcome } from './outcome-json';

/** The saved views of the list. */
export const viewsOptions = () =>
  queryOptions({
    queryKey: ['views'] as const,
    queryFn: ({ signal }) => getOutcome<ViewList>('/api/views', signal),
    staleTime: 5_000,
  });

/** The address that opens a view, for a link: the server adds what the view says. */
export function viewHref({ id }: Pick<SavedView, 'id'>) {
  return `/identities?view=${encodeURIComponent(id)}` as const;
}
