import { queryOptions } from '@tanstack/react-query';
import type { TakeBackPlan } from '@/lib/audit/take-back';
import { getOutcome } from './outcome-json';

/** What taking back an entry would do. Asked anew for each dialog: what is stored may have moved. */
export const takeBackOptions = (entry: string) =>
  queryOptions({
    queryKey: ['take-back', entry] as const,
    queryFn: ({ signal }) =>
      getOutcome<TakeBackPlan>(`/api/audit/${encodeURIComponent(entry)}/take-back`, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
