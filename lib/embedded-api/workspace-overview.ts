import 'server-only';
import type { z } from 'zod/mini';
import type { Orm } from '@/lib/db/database';
import { RANKED_BY, type overview, type RankedBy, type rankedWindow } from '@/lib/reporting/ranking-schema';
import { rowsOf, type AnsweredRow } from './ranking-rows';
import { headOf, ranksOf } from './standing-ranks';
import type { Standing } from './standings';
import { readWorkspaceDays } from './workspace-days';

/** Places shown of each ranking. */
const HEAD = 10;

/** The window of a standing as it is answered. */
export function answeredWindow(standing: Standing): z.input<typeof rankedWindow> {
  return {
    time_zone: standing.timeZone,
    days: standing.days,
    from: standing.from.toISOString(),
    to: standing.to.toISOString(),
    before: standing.before.toISOString(),
    as_of: standing.asOf.toISOString(),
  };
}

/** The workspace in the window of a standing. Totals and days are of this moment, lists of the standing's. */
export async function readOverview(
  orm: Orm,
  standing: Standing,
  dates: string[],
): Promise<z.input<typeof overview>> {
  const { summary } = standing;
  const { days, totals, totalsBefore } = await readWorkspaceDays(orm, { ...standing, dates });
  const heads: [RankedBy, AnsweredRow[]][] = [];
  for (const rankedBy of RANKED_BY) {
    const ids = await headOf(orm, standing.id, rankedBy, HEAD);
    heads.push([rankedBy, await rowsOf(orm, standing.id, ids, (_id, at) => at + 1)]);
  }
  const ranks = await ranksOf(orm, standing.id, 'error-rate', summary.errorsRose);
  const top = Object.fromEntries(heads) as Record<RankedBy, AnsweredRow[]>;
  return {
    window: answeredWindow(standing),
    totals,
    totals_before: totalsBefore,
    days,
    identities: summary.identities,
    identities_before: summary.identitiesBefore,
    top,
    errors_rose: await rowsOf(orm, standing.id, summary.errorsRose, (id) => ranks.get(id) ?? 0),
    cost_of_top: summary.costOfTop,
  };
}
