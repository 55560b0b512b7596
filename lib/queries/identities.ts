import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { listSearch } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import type { TagSuggestion } from '@/lib/identity/tag-suggestion';
import { getOutcome } from './outcome-json';

/** What a suggestion shows of an identity. */
export type IdentityLabel = { _id: string; external_id: string; display_name?: string; email?: string };

/** The keys of every query about identities. */
export const identityKeys = {
  all: ['identities'] as const,
  lists: ['identities', 'list'] as const,
  list: (query: ListQuery) => ['identities', 'list', listSearch(query)] as const,
  lookup: (ref: string) => ['identities', 'lookup', ref] as const,
};

/** When a ranking that names somebody by an id only is asked for again, in milliseconds, and how often at most. */
export const NAMES_AFTER_MS = 2_000;
export const NAMES_LOOKS = 2;

/**
 * One page of the list. The rows before stay while the next load. Reports of orq.ai name ids only: who they are is looked
 * up after the page, so a ranking is asked for again until all are known.
 */
export const identityListOptions = (query: ListQuery) =>
  queryOptions({
    queryKey: identityKeys.list(query),
    queryFn: ({ signal }) => getOutcome<IdentityPage>(`/api/identities${listSearch(query)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      dataUpdateCount <= NAMES_LOOKS && data?.ranking?.places.some(({ unseen }) => unseen) === true
        ? NAMES_AFTER_MS
        : false,
  });

/** The identity whose `_id` or external id is exactly `ref`. */
export const identityLookupOptions = (ref: string) =>
  queryOptions({
    queryKey: identityKeys.lookup(ref),
    queryFn: ({ signal }) =>
      getOutcome<IdentityLabel>(`/api/identities/lookup?ref=${encodeURIComponent(ref)}`, signal),
    staleTime: 60_000,
  });

/** Tags seen so far that contain a text. */
export const tagSuggestionOptions = (text: string) =>
  queryOptions({
    queryKey: ['tags', text] as const,
    queryFn: ({ signal }) =>
      getOutcome<TagSuggestion[]>(`/api/tags?text=${encodeURIComponent(text)}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
