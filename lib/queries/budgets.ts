import { queryOptions } from '@tanstack/react-query';
import type { IdentityBudget } from '@/lib/budget/budget-result';
import type { UsedDays } from '@/lib/budget/used-days';
import { getOutcome } from './outcome-json';

/** The budget of an identity, by its external id. Never kept: what is edited must be what is stored. */
export const budgetOptions = (externalId: string) =>
  queryOptions({
    queryKey: ['budgets', externalId] as const,
    queryFn: ({ signal }) =>
      getOutcome<IdentityBudget>(`/api/budgets?of=${encodeURIComponent(externalId)}`, signal),
    staleTime: 0,
    gcTime: 0,
  });

/** What an identity used by day, for the replay of a budget. */
export const usedDaysOptions = (externalId: string) =>
  queryOptions({
    queryKey: ['used-days', externalId] as const,
    queryFn: ({ signal }) =>
      getOutcome<UsedDays>(`/api/budgets/used-days?of=${encodeURIComponent(externalId)}`, signal),
    staleTime: 60_000,
  });
