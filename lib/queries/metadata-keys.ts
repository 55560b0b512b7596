import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { MetadataKeySuggestion } from '@/lib/identity/metadata-key-suggestion';
import { getOutcome } from './outcome-json';

/** Metadata keys seen so far that contain a text. */
export const metadataKeyOptions = (text: string) =>
  queryOptions({
    queryKey: ['metadata-keys', text] as const,
    queryFn: ({ signal }) =>
      getOutcome<MetadataKeySuggestion[]>(`/api/metadata-keys?text=${encodeURIComponent(text)}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
