import 'server-only';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import type { ExportRow } from '@/lib/export/columns';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { PAGE_LIMIT_MAX, SEARCH_MIN } from '@/lib/identity/schema';
import { isWithoutReports } from '@/lib/reporting/no-reports';
import type { PeriodDays } from '@/lib/reporting/period';
import type { RankedBy, RankedRow, Ranking } from '@/lib/reporting/ranking-schema';
import { REPORT_LIMIT_MAX } from '@/lib/reporting/schema';
import { storedRanking } from '../rankings';
import { seenIdentity } from '../seen-identities';
import { settings } from '../settings';
import {
  inOrder,
  PART,
  readBudgets,
  readOrBreak,
  readWhole,
  unlessGone,
  type Reading,
  type Wanted,
} from './reading';

type Asked = { search: string; tags: readonly string[]; by: RankedBy; days: PeriodDays };

/**
 * All places of a ranking in its order, those of deleted identities too. While use is reported a ranking moves on: every
 * record says as of when it is, nobody comes twice, and who rises past the place that was reached is missing.
 *
 * What it has given is remembered by external id: some eight megabytes for a hundred thousand places.
 *
 * Throws `ExportBroken`.
 */
export async function* rankedRows(asked: Asked, wanted: Wanted, reading: Reading): AsyncGenerator<ExportRow> {
  const given = new Set<string>();
  let last: string[] = [];
  for (let more = true; more;) {
    const page = await readOrBreak(() => pageAfter(last, asked, reading), reading);
    const places = page.data.filter(({ external_id }) => !given.has(external_id));
    for (let from = 0; from < places.length; from += PART)
      yield* rowsOf(places.slice(from, from + PART), page, wanted, reading);
    for (const { external_id } of places) given.add(external_id);
    last = page.data.map(({ external_id }) => external_id);
    more = page.has_more && last.length > 0;
  }
}

async function* rowsOf(
  places: readonly RankedRow[],
  { window }: Ranking,
  wanted: Wanted,
  reading: Reading,
): AsyncGenerator<ExportRow> {
  const read_at = window.as_of;
  const found = await inOrder(places, (place) =>
    readOrBreak(() => identityAt(place, wanted, reading), reading, place.external_id),
  );
  const identities = found.filter((identity) => identity !== undefined);
  const budgets = await readBudgets(identities, wanted, reading);
  for (const [at, { external_id, rank, figures, before }] of places.entries()) {
    const identity = found[at];
    const own = identity?.external_id ?? external_id;
    yield {
      external_id: own,
      ...(identity !== undefined && { identity }),
      read_at,
      period: { window, figures },
      place: { rank, before },
      budget: budgets.get(own),
    };
  }
}

/** The identity of a place, as far as the columns need it; nothing where it is gone. */
async function identityAt(
  { identity, external_id }: RankedRow,
  { metadata, budget }: Wanted,
  reading: Reading,
): Promise<Outcome<IdentityRecord | undefined>> {
  const isOrq = settings().mode === 'orq';
  const known = identity ?? (isOrq ? seenIdentity(external_id) : undefined);
  if (known === undefined && !isOrq) return succeeded(undefined);
  if (known !== undefined && !metadata && !(budget && isOrq))
    return succeeded({ ...known, workspace_id: undefined, metrics: undefined, metadata_text: '{}' });
  return unlessGone(await readWhole(known?._id ?? external_id, { figures: false, budget }, reading));
}

/**
 * The places after these. Of orq.ai a ranking is put together from one report, so all of it is asked for at once. A place
 * that is gone from the ranking is no cursor any more; then the one before it is.
 */
async function pageAfter(
  last: readonly string[],
  { search, tags, by, days }: Asked,
  { signal }: Reading,
): Promise<Outcome<Ranking>> {
  const cursors = [...last];
  for (;;) {
    const after = cursors.at(-1);
    const read = await storedRanking(
      {
        rank_by: by,
        days,
        limit: settings().mode === 'orq' ? REPORT_LIMIT_MAX : PAGE_LIMIT_MAX,
        ...(search.length >= SEARCH_MIN && { search }),
        ...(tags.length > 0 && { tags }),
        ...(after !== undefined && { starting_after: after }),
      },
      { signal },
    );
    if (read.ok)
      return isWithoutReports(read.value)
        ? failed({ kind: 'invalid', message: read.value.no_reports, fields: {} })
        : succeeded(read.value);
    if (read.error.kind === 'invalid' && cursors.length > 1) cursors.pop();
    else return read;
  }
}
