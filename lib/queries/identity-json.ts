import { queryOptions } from '@tanstack/react-query';
import type { Outcome } from '@/lib/errors/app-error';
import { QueryFailure } from './outcome-json';

/** Where an identity's JSON is read and downloaded. @param id its `_id` */
export function identityJsonHref(id: string): string {
  return `/api/identities/${encodeURIComponent(id)}/json`;
}

/** The JSON of an identity as the API gives it, as text. Asked anew for each look. Throws `QueryFailure`. */
export const identityJsonOptions = (id: string) =>
  queryOptions({
    queryKey: ['identity-json', id] as const,
    queryFn: async ({ signal }) => {
      const response = await fetch(identityJsonHref(id), { signal });
      if (response.ok) return response.text();
      const refusal = (await response.json()) as Outcome<never>;
      if (!refusal.ok) throw new QueryFailure(refusal.error);
      throw new Error(`The dashboard’s server answered ${response.status}.`);
    },
    staleTime: Infinity,
    gcTime: 0,
  });
