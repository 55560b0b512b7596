import 'server-only';
import { collectionAddress, isNameable } from '@/lib/identity/api-address';
import { PAGE_LIMIT_MAX, SEARCH_MIN, type ListIdentitiesParameters } from '@/lib/identity/schema';

/** How the tag filter is written: repeated `filter_by.tags` (G2), or a JSON `filter_by` for hosts of before (G1 pages). */
export type TagEncoding = 'repeated' | 'json';

/** The query of a list call in the current encoding. `limit` is always sent, never above 50 (disagreement 6). */
export function listAddress(
  baseUrl: string,
  parameters: ListIdentitiesParameters,
  tagEncoding: TagEncoding,
): string {
  const query = new URLSearchParams();
  const limit = Math.trunc(parameters.limit);
  query.set('limit', String(Math.min(PAGE_LIMIT_MAX, Math.max(1, Number.isNaN(limit) ? 1 : limit))));
  if (parameters.starting_after !== undefined) query.set('starting_after', parameters.starting_after);
  else if (parameters.ending_before !== undefined) query.set('ending_before', parameters.ending_before);
  const search = parameters.search?.trim() ?? '';
  if ([...search].length >= SEARCH_MIN) query.set('search', search);
  const tags = parameters.tags ?? [];
  if (tags.length > 0 && tagEncoding === 'json') query.set('filter_by', JSON.stringify({ tags }));
  else for (const tag of tags) query.append('filter_by.tags', tag);
  if (parameters.include_metrics === true) query.set('include_metrics', 'true');
  if (parameters.include_budget === true) query.set('include_budget', 'true');
  if (parameters.sort_by !== undefined) query.set('sort_by', parameters.sort_by);
  // The SDK writes a space as %20, URLSearchParams as +: the measured form is the one every host has seen.
  return `${collectionAddress(baseUrl)}?${query.toString().replaceAll('+', '%20')}`;
}

/** The address that reports are posted to. */
export function reportAddress(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/v2/reporting`;
}

/** The address of one identity's standing, or `undefined` when no address can name it. */
export function standingAddress(baseUrl: string, ref: string, days: number): string | undefined {
  if (!isNameable(ref)) return undefined;
  return `${reportAddress(baseUrl)}/identities/${encodeURIComponent(ref)}?days=${days}`;
}
