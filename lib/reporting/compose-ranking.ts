import 'server-only';
import { reportedFigures, addedFigures, isUsed, sumOfFigures } from './reported-figures';
import { dateIn } from './reporting-window';
import type { Overview, RankedBy, RankedRow, RankedWindow } from './ranking-schema';
import { RANKED_BY } from './ranking-schema';
import type { ReportRow } from './schema';
import { figureOf, NOTHING_USED, type UsageFigures } from './usage-figures';

/** Rankings put together from reports of an upstream that has none of its own. Pure. */

/** What one identity used in a window and in the one before it. */
export type Use = { now: UsageFigures; before: UsageFigures };

/** How many places a list of the overview has. */
export const OVERVIEW_PLACES = 10;

/**
 * Use by external id, from reports grouped by identity. Rows of the same identity are added up, so reports by day do
 * as well as those of the whole window. Requests that named no identity come without one, and are nobody's.
 */
export function everybodysUse(now: readonly ReportRow[], before: readonly ReportRow[]): Map<string, Use> {
  const uses = new Map<string, Use>();
  const add = (rows: readonly ReportRow[], window: keyof Use) => {
    for (const row of rows) {
      const id = row.dimensions?.identity ?? '';
      const figures = reportedFigures(row);
      if (id === '' || !isUsed(figures)) continue;
      const known = uses.get(id) ?? { now: NOTHING_USED, before: NOTHING_USED };
      uses.set(id, { ...known, [window]: addedFigures(known[window], figures) });
    }
  };
  add(now, 'now');
  add(before, 'before');
  return uses;
}

/**
 * Everybody who made a request, highest first, as the embedded API ranks them: of equal error rates the one of more
 * requests, then by external id, so that no two places are alike.
 */
export function placesBy(by: RankedBy, uses: ReadonlyMap<string, Use>): RankedRow[] {
  return [...uses]
    .map(([external_id, use]) => ({ external_id, use, value: rankedValue(by, use) }))
    .filter(({ value }) => value !== undefined)
    .sort(
      (one, other) =>
        (other.value ?? 0) - (one.value ?? 0) ||
        (by === 'error-rate' ? other.use.now.requests - one.use.now.requests : 0) ||
        (one.external_id > other.external_id ? -1 : 1),
    )
    .map(({ external_id, use }, at) => ({
      rank: at + 1,
      external_id,
      figures: use.now,
      before: use.before,
    }));
}

/** What a place is given for; undefined for none. */
function rankedValue(by: RankedBy, { now, before }: Use): number | undefined {
  const change = Math.abs(now.cost - before.cost);
  if (by === 'change') return change > 0 ? change : undefined;
  return now.requests > 0 ? figureOf(by, now) : undefined;
}

/** Which places are wanted: those after one external id or before one, or the first. */
export type PlacesWindow = { limit: number; starting_after?: string; ending_before?: string };

/** One page of places, or undefined when its cursor is none of them. */
export function pageOfPlaces(
  places: readonly RankedRow[],
  { limit, starting_after: after, ending_before: before }: PlacesWindow,
): { data: RankedRow[]; has_more: boolean } | undefined {
  const cursor = after ?? before;
  const at = cursor === undefined ? -1 : places.findIndex(({ external_id }) => external_id === cursor);
  if (cursor !== undefined && at === -1) return undefined;
  if (after === undefined && before !== undefined) {
    const from = Math.max(0, at - limit);
    return { data: places.slice(from, at), has_more: from > 0 };
  }
  return { data: places.slice(at + 1, at + 1 + limit), has_more: at + 1 + limit < places.length };
}

/** Figures by day of a zone, from a report by day. */
export function figuresByDay(rows: readonly ReportRow[], timeZone: string): Map<string, UsageFigures> {
  const days = new Map<string, UsageFigures>();
  for (const row of rows) {
    const time = Date.parse(row.timestamp ?? '');
    if (Number.isNaN(time)) continue;
    const date = dateIn(timeZone, new Date(time));
    days.set(date, addedFigures(days.get(date) ?? NOTHING_USED, reportedFigures(row)));
  }
  return days;
}

/**
 * The overview of a workspace. Its totals are the sums of its days, so that they include what nobody is named for.
 *
 * @param dates the days of the window, oldest first
 * @param byDay figures of each of them, and of the days of the window before
 */
export function composedOverview(parts: {
  window: RankedWindow;
  dates: readonly string[];
  byDay: ReadonlyMap<string, UsageFigures>;
  uses: ReadonlyMap<string, Use>;
  among?: number | undefined;
}): Overview {
  const { window, dates, byDay, uses, among } = parts;
  const [firstDay = ''] = dates;
  const days = dates.map((date) => ({ date, figures: byDay.get(date) ?? NOTHING_USED }));
  const earlier = [...byDay].filter(([date]) => date < firstDay).map(([, figures]) => figures);
  const byCost = placesBy('cost', uses);
  const costOfFirst = (count: number) =>
    byCost.slice(0, count).reduce((sum, { figures }) => sum + figures.cost, 0);
  const count = (window: keyof Use) => [...uses.values()].filter((use) => use[window].requests > 0).length;
  const head = (by: RankedBy) => placesBy(by, uses).slice(0, OVERVIEW_PLACES);
  return {
    window,
    totals: sumOfFigures(days.map(({ figures }) => figures)),
    totals_before: sumOfFigures(earlier),
    days,
    identities: count('now'),
    identities_before: count('before'),
    top: Object.fromEntries(RANKED_BY.map((by) => [by, head(by)])) as Overview['top'],
    errors_rose: errorsRose(uses),
    cost_of_top: { one: costOfFirst(1), ten: costOfFirst(10), hundred: costOfFirst(100) },
    ...(among !== undefined && { among }),
  };
}

function errorsRose(uses: ReadonlyMap<string, Use>): RankedRow[] {
  return [...uses]
    .map(([external_id, { now, before }]) => ({ external_id, figures: now, before }))
    .filter(({ figures, before }) => figures.errors > before.errors)
    .sort(
      (one, other) =>
        other.figures.errors - other.before.errors - (one.figures.errors - one.before.errors) ||
        (one.external_id > other.external_id ? -1 : 1),
    )
    .slice(0, OVERVIEW_PLACES)
    .map((row, at) => ({ rank: at + 1, ...row }));
}
