import 'server-only';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { formatCount } from '@/lib/format/numbers';
import { formatRankedWindow } from '@/lib/format/ranked-window';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { listDays, rankedBy } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { metadataCells } from '@/lib/identity/metadata-cell';
import { SEARCH_MIN } from '@/lib/identity/schema';
import { isWithoutReports } from '@/lib/reporting/no-reports';
import type { RankedBy, Ranking } from '@/lib/reporting/ranking-schema';
import { readIdentityPage } from './identities';
import { authorize } from './authorize';
import { laidOut, listLayout } from './list-layout';
import { withListedBudgets } from './listed-budgets';
import { readRanking } from './rankings';

/**
 * One page of the list, in the order of the API or as a ranking of the whole workspace. A cursor that has no place gives
 * the first page, and a page that became empty steps back to the rows before it; `query` then says which page this is.
 * Errors: any `AppError` but `not-found` and `conflict`.
 */
export async function readListPage(query: ListQuery, signal?: AbortSignal): Promise<Outcome<IdentityPage>> {
  const by = rankedBy(query);
  if (by === undefined) return readIdentityPage(query, signal);
  const answered = await rankedPage(query, by, signal);
  const { after, before } = query;
  if (after === undefined && before === undefined) return answered;
  const first = { ...query, after: undefined, before: undefined };
  if (!answered.ok) return answered.error.kind === 'invalid' ? rankedPage(first, by, signal) : answered;
  if (answered.value.ranking === undefined || answered.value.ranking.places.length > 0) return answered;
  return rankedPage({ ...first, before: after }, by, signal);
}

async function rankedPage(
  query: ListQuery,
  by: RankedBy,
  signal: AbortSignal | undefined,
): Promise<Outcome<IdentityPage>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const layout = await listLayout(operator.value, query.view);
  const { search, tags, limit, after, before } = query;
  const read = await readRanking(
    {
      rank_by: by,
      days: listDays(query),
      limit,
      ...(search.length >= SEARCH_MIN && { search }),
      ...(tags.length > 0 && { tags }),
      ...(after !== undefined && { starting_after: after }),
      ...(before !== undefined && { ending_before: before }),
      ...(layout.metadataKeys.length > 0 && { include_metadata: true }),
    },
    signal,
  );
  if (!read.ok) return failed(read.error);
  const at = { query, read_at: new Date().toISOString() };
  if (isWithoutReports(read.value))
    return succeeded(
      laidOut({ rows: [], has_more: false, no_reports: read.value.no_reports, ...at }, layout),
    );
  return succeeded(
    await withListedBudgets(laidOut({ ...pageOf(read.value, layout.metadataKeys), ...at }, layout), {
      ...(signal !== undefined && { signal }),
    }),
  );
}

function pageOf(
  { data, has_more, window, among, among_matches: matches }: Ranking,
  metadataKeys: readonly string[],
): Pick<IdentityPage, 'rows' | 'has_more' | 'ranking'> {
  return {
    // Without figures: what is selected here is told of elsewhere, where they are those of 30 days to the minute.
    rows: data.flatMap(({ identity }) => {
      if (identity === undefined) return [];
      const { metadata, ...row } = identity;
      // Of orq.ai's reports nothing is known of metadata, which is another thing than none.
      const isAsked = metadata !== undefined && metadataKeys.length > 0;
      return [
        { ...row, metrics: undefined, ...(isAsked && { metadata: metadataCells(metadata, metadataKeys) }) },
      ];
    }),
    has_more,
    ranking: {
      window,
      caption: [
        formatRankedWindow(window),
        ...(among === undefined ? [] : [`among the ${formatCount(among)} largest`]),
        ...(matches === undefined ? [] : [`among the first ${formatCount(matches)} that match`]),
      ].join(' · '),
      places: data.map(({ identity, ...place }) => ({
        ...place,
        ...(identity !== undefined && { id: identity._id }),
      })),
    },
  };
}
