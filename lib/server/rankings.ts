import 'server-only';
import { lastNames } from '@/lib/audit/last-names';
import type { Operator } from '@/lib/auth/operator';
import { withoutParameters } from '@/lib/db/query-error';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import type { CallOptions } from '@/lib/identity-client/calls';
import type { RankingParameters } from '@/lib/identity-client/reporting-address';
import { PAGE_LIMIT_MAX } from '@/lib/identity/schema';
import { composedOverview, pageOfPlaces, placesBy } from '@/lib/reporting/compose-ranking';
import { isWithoutReports, type NoReports } from '@/lib/reporting/no-reports';
import type { PeriodDays } from '@/lib/reporting/period';
import type { Overview, RankedRow, Ranking } from '@/lib/reporting/ranking-schema';
import { ownOnly } from './audit-entries';
import { authorize } from './authorize';
import { remember, sharingOf, withSince } from './identities';
import { logEvent } from './log';
import { isKnownAbsent, lookUpLater } from './look-up-later';
import { withinOneDeadline } from './operator-action';
import { readReportedDays, readReportedUse } from './reported-use';
import { seenIdentity } from './seen-identities';
import { settings } from './settings';
import { store } from './store';
import { upstream, upstreamReports } from './upstream';

/**
 * Rankings of the whole workspace. The embedded API ranks by itself; of orq.ai they are put together from reports. An
 * upstream without usage reports is an answer, not an error.
 */

type Asked = { shareAs: string; signal?: AbortSignal };

/** Pages of the identities list that are looked through for search and tags, where the upstream is orq.ai. */
const MATCH_PAGES = 20;

/**
 * One page of a ranking. Errors: `invalid` when its cursor has no place in it, and those of any call.
 */
export async function readRanking(
  parameters: RankingParameters,
  signal?: AbortSignal,
): Promise<Outcome<Ranking | NoReports>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const asked = { shareAs: sharingOf(operator.value), ...(signal && { signal }) };
  return withinOneDeadline(async () => {
    const read = await storedRanking(parameters, asked);
    if (!read.ok) return failed(withSince(read.error));
    if (isWithoutReports(read.value)) return succeeded(read.value);
    return succeeded({ ...read.value, data: await withNames(read.value.data, operator.value) });
  });
}

/**
 * The same for functions that have checked the operator already, and without names beyond the ranking's own. Pages and
 * actions must not call it.
 */
export async function storedRanking(
  parameters: RankingParameters,
  options: CallOptions,
): Promise<Outcome<Ranking | NoReports>> {
  return settings().mode === 'orq'
    ? composedRanking(parameters, options)
    : (await upstreamReports()).ranking(parameters, options);
}

/** The workspace in a window of the last days. Errors: those of any call. */
export async function readOverview(days: PeriodDays): Promise<Outcome<Overview | NoReports>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const asked = { shareAs: sharingOf(operator.value) };
  return withinOneDeadline(async () => {
    const read =
      settings().mode === 'orq'
        ? await composedFromReports(days, asked)
        : await (await upstreamReports()).overview(days, asked);
    if (!read.ok) return failed(withSince(read.error));
    if (isWithoutReports(read.value)) return succeeded(read.value);
    return succeeded(await namedOverview(read.value, operator.value));
  });
}

async function composedFromReports(days: PeriodDays, asked: Asked): Promise<Outcome<Overview | NoReports>> {
  const [use, byDay] = await Promise.all([readReportedUse(days, asked), readReportedDays(days, asked)]);
  if (!use.ok) return use;
  if (!byDay.ok) return byDay;
  if (isWithoutReports(use.value)) return succeeded(use.value);
  if (isWithoutReports(byDay.value)) return succeeded(byDay.value);
  const { window, dates, uses, among } = use.value;
  return succeeded(composedOverview({ window, dates, byDay: byDay.value, uses, among }));
}

async function composedRanking(
  { rank_by, days, search, tags = [], ...wanted }: RankingParameters,
  asked: CallOptions,
): Promise<Outcome<Ranking | NoReports>> {
  const filtered = (search ?? '') !== '' || tags.length > 0;
  const [use, matches] = await Promise.all([
    readReportedUse(days, asked),
    filtered ? readMatches({ ...(search !== undefined && { search }), tags }, asked) : undefined,
  ]);
  if (!use.ok) return use;
  if (isWithoutReports(use.value)) return succeeded(use.value);
  if (matches !== undefined && !matches.ok) return matches;
  const { window, uses, among } = use.value;
  const places = placesBy(rank_by, uses);
  const ids = matches?.value.ids;
  // Named by external id or by `_id`: whichever the reports know.
  const page = pageOfPlaces(
    ids === undefined ? places : places.filter(({ external_id }) => ids.has(external_id)),
    wanted,
  );
  if (page === undefined)
    return failed({ kind: 'invalid', message: 'The cursor has no place in this ranking.', fields: {} });
  return succeeded({
    window,
    ...page,
    ...(among !== undefined && { among }),
    ...(matches?.value.cut === true && { among_matches: MATCH_PAGES * PAGE_LIMIT_MAX }),
  });
}

/** The identities that match, by both references, up to a bound. */
async function readMatches(
  filter: { search?: string; tags: readonly string[] },
  asked: CallOptions,
): Promise<Outcome<{ ids: Set<string>; cut: boolean }>> {
  const client = await upstream();
  const ids = new Set<string>();
  let after: string | undefined;
  for (let count = 0; count < MATCH_PAGES; count += 1) {
    const page = await client.list(
      { ...filter, limit: PAGE_LIMIT_MAX, ...(after !== undefined && { starting_after: after }) },
      asked,
    );
    if (!page.ok) return page;
    for (const identity of page.value.identities) {
      remember(identity);
      ids.add(identity._id).add(identity.external_id);
    }
    after = page.value.identities.at(-1)?._id;
    if (!page.value.has_more || after === undefined) return succeeded({ ids, cut: false });
  }
  return succeeded({ ids, cut: true });
}

/**
 * Rows with what the dashboard knows beyond the ranking: names seen before, where reports name an id only, and what a
 * deleted identity was last known as.
 */
async function withNames(rows: readonly RankedRow[], operator: Operator): Promise<RankedRow[]> {
  const found = settings().mode === 'orq' ? seenRows(rows) : rows;
  for (const { identity } of rows) if (identity !== undefined) remember(identity);
  const gone = found
    .filter(({ identity, unseen }) => identity === undefined && unseen !== true)
    .map(({ external_id }) => external_id);
  const names = await knownNames(gone, operator);
  return found.map((row) => {
    const name = row.identity === undefined ? names.get(row.external_id) : undefined;
    return name === undefined ? row : { ...row, last_name: name };
  });
}

/** Rows that name an id only, with who is behind it as far as that is known; the rest is looked up after the page. */
function seenRows(rows: readonly RankedRow[]): RankedRow[] {
  lookUpLater(rows.map(({ external_id }) => external_id));
  return rows.map((row) => {
    const identity = seenIdentity(row.external_id);
    if (identity !== undefined) return { ...row, identity };
    return isKnownAbsent(row.external_id) ? row : { ...row, unseen: true };
  });
}

/** Names of deleted identities; none while the log cannot be read, as the figures do not depend on it. */
async function knownNames(externalIds: string[], operator: Operator): Promise<Map<string, string>> {
  try {
    const { orm } = await store();
    return await lastNames(orm, externalIds, ownOnly(operator));
  } catch (failure) {
    const error = withoutParameters(failure);
    logEvent('error', 'audit-not-read', { error: error instanceof Error ? error.message : String(error) });
    return new Map();
  }
}

async function namedOverview(overview: Overview, operator: Operator): Promise<Overview> {
  const { top, errors_rose } = overview;
  const lists = [...Object.values(top), errors_rose];
  // All lists at once: an identity stands in several, and one look in the log does for all.
  const rows = new Map(lists.flat().map((row) => [row.external_id, row]));
  const named = new Map((await withNames([...rows.values()], operator)).map((row) => [row.external_id, row]));
  const withName = (row: RankedRow): RankedRow => {
    const { identity, last_name, unseen } = named.get(row.external_id) ?? row;
    return {
      ...row,
      ...(identity !== undefined && { identity }),
      ...(last_name !== undefined && { last_name }),
      ...(unseen !== undefined && { unseen }),
    };
  };
  return {
    ...overview,
    top: {
      cost: top.cost.map(withName),
      requests: top.requests.map(withName),
      tokens: top.tokens.map(withName),
      'error-rate': top['error-rate'].map(withName),
      change: top.change.map(withName),
    },
    errors_rose: errors_rose.map(withName),
  };
}
