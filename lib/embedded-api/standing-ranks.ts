import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { usageStandingMilestones } from '@/lib/db/reporting-tables';
import type { RankedBy } from '@/lib/reporting/ranking-schema';
import { inOrder, placeOf, placeOrAbove, rankedRows, STANDING_ORDERS, standingRows } from './standing-orders';

const ranked = z.object({
  rows: z.array(z.object({ external_id: z.string(), rank: z.coerce.number() })),
});

/**
 * The ranks of external ids in an order of a standing, 1 being first; those without a place are absent. From the next
 * milestone above a row only the rows between are counted, so a rank costs the same wherever it lies.
 */
export async function ranksOf(
  orm: Orm,
  standing: number,
  rankedBy: RankedBy,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (externalIds.length === 0) return new Map();
  const order = STANDING_ORDERS[rankedBy];
  const place = (alias: string) => placeOf(order, alias);
  const ids = sql.join(
    externalIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const { rows } = ranked.parse(
    await orm.execute(sql`
      select r.external_id, (coalesce(m.rank, 1) + (
        select count(*) from ${standingRows('b')}
        where ${rankedRows(order, standing, 'b')} and ${place('b')} > ${place('r')}
          and ${place('b')} <= ${placeOrAbove(order, 'm')}
      ))::text as rank
      from ${standingRows('r')}
      left join lateral (
        select milestone.rank, x.* from ${usageStandingMilestones} as milestone
        join ${standingRows('x')} on x.standing = milestone.standing and x.external_id = milestone.external_id
        where milestone.standing = ${standing} and milestone.ranked_by = ${rankedBy} and ${place('x')} >= ${place('r')}
        order by milestone.rank desc limit 1
      ) as m on true
      where ${rankedRows(order, standing, 'r')} and r.external_id in (${ids})`),
  );
  return new Map(rows.map(({ external_id, rank }) => [external_id, rank]));
}

/** The external ids at the head of an order. */
export async function headOf(
  orm: Orm,
  standing: number,
  rankedBy: RankedBy,
  limit: number,
): Promise<string[]> {
  const order = STANDING_ORDERS[rankedBy];
  const head = z.object({ rows: z.array(z.object({ external_id: z.string() })) });
  const { rows } = head.parse(
    await orm.execute(sql`
      select r.external_id from ${standingRows('r')} where ${rankedRows(order, standing, 'r')}
      order by ${inOrder(order, 'r')} limit ${limit}`),
  );
  return rows.map(({ external_id }) => external_id);
}
