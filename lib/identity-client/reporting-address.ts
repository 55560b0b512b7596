import 'server-only';
import type { PeriodDays } from '@/lib/reporting/period';
import type { RankedBy } from '@/lib/reporting/ranking-schema';
import { SEARCH_MIN } from '@/lib/identity/schema';

/** Which part of a ranking is asked for. Cursors are external ids. */
export type RankingParameters = {
  rank_by: RankedBy;
  days: PeriodDays;
  /** 1 to 50. */
  limit: number;
  search?: string;
  tags?: readonly string[];
  starting_after?: string;
  ending_before?: string;
  /** Whether rows carry the metadata of their identities. */
  include_metadata?: boolean;
};

/** The address of a ranking (an address of ours, see `lib/reporting/ranking-schema.ts`). */
export function rankingAddress(baseUrl: string, parameters: RankingParameters): string {
  const query = new URLSearchParams({ rank_by: parameters.rank_by, days: String(parameters.days) });
  const search = parameters.search?.trim() ?? '';
  if ([...search].length >= SEARCH_MIN) query.set('search', search);
  for (const tag of parameters.tags ?? []) query.append('filter_by.tags', tag);
  query.set('limit', String(parameters.limit));
  if (parameters.starting_after !== undefined) query.set('starting_after', parameters.starting_after);
  else if (parameters.ending_before !== undefined) query.set('ending_before', parameters.ending_before);
  if (parameters.include_metadata === true) query.set('include_metadata', 'true');
  return `${reportingAddress(baseUrl)}/identities?${query}`;
}

/** The address of the overview of a workspace (an address of ours, too). */
export function overviewAddress(baseUrl: string, days: PeriodDays): string {
  return `${reportingAddress(baseUrl)}/overview?days=${days}`;
}

function reportingAddress(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/v2/reporting`;
}
