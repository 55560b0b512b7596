import 'server-only';
import { and, count, eq, sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { usageStandingRows } from '@/lib/db/reporting-tables';
import { identities } from '@/lib/db/schema';
import type { RankedBy } from '@/lib/reporting/ranking-schema';
import { searchFilter, tagFilter } from './list-pages';
import type { Cursor } from './list-parameters';
import { rowsOf, type AnsweredRow } from './ranking-rows';
import { inOrder, placeOf, rankedRows, STANDING_ORDERS, standingRows } from './standing-orders';
import { ranksOf } from './standing-ranks';
import type { Standing } from './standings';

/** What a page of a ranking is asked by. The cursor holds an external id. */
export type RankingParameters = {
  rankedBy: RankedBy;
  limit: number;
  cursor: Cursor | undefined;
  search: string | undefined;
  tags: readonly string[];
  /** Whether rows carry the metadata of their identities. */
  metadata?: boolean;
};

const idRows = z.object({ rows: z.array(z.object({ external_id: z.string() })) });

/**
 * One page of a ranking; `undefined` when the cursor has no place in it. With a search or tags only identities that are
 * there can match, and ranks stay those among everybody.
 */
export async function readRanking(
  orm: Orm,
  { id: standing }: Pick<Standing, 'id'>,
  { rankedBy, limit, cursor, search, tags, metadata = false }: RankingParameters,
): Promise<{ rows: AnsweredRow[]; hasMore: boolean } | undefined> {
  const order = STANDING_ORDERS[rankedBy];
  const place = cursor && (await placeOfCursor(orm, standing, rankedBy, cursor.id));
  if (cursor !== undefined && place === undefined) return undefined;
  const isBefore = cursor?.side === 'before';
  const filter = and(searchFilter(search), tagFilter(tags));
  const { rows } = idRows.parse(
    await orm.execute(sql`
      ${filter === undefined ? sql`` : await matching(orm, filter)}
      select r.external_id from ${standingRows('r')}
      ${filter === undefined ? sql`` : sql`join matching on matching.external_id = r.external_id`}
      where ${rankedRows(order, standing, 'r')}
        ${place === undefined ? sql`` : sql`and ${placeOf(order, 'r')} ${isBefore ? sql`>` : sql`<`} ${place}`}
      order by ${inOrder(order, 'r', isBefore ? 'asc' : 'desc')} limit ${limit + 1}`),
  );
  const shown = rows.slice(0, limit).map(({ external_id }) => external_id);
  if (isBefore) shown.reverse();
  // Without a filter the rows of a page follow each other, so the rank of the first tells those of all.
  const asked = filter === undefined ? shown.slice(0, 1) : shown;
  const ranks = await ranksOf(orm, standing, rankedBy, asked);
  const first = ranks.get(shown[0] ?? '') ?? 1;
  return {
    rows: await rowsOf(orm, standing, shown, (externalId, at) => ranks.get(externalId) ?? first + at, {
      metadata,
    }),
    hasMore: rows.length > limit,
  };
}

/** Up to so many matches are found first and then put in order. */
const FEW = 5_000;

/**
 * The identities that match, as a query in front. Few are found first, by their own indexes; of many some stand near the
 * top of any order, so that one is walked until a page is full. Which it is Postgres cannot know beforehand.
 */
async function matching(orm: Orm, filter: SQL): Promise<SQL> {
  const [found] = await orm.select({ matches: count() }).from(
    orm
      .select({ one: sql`1`.as('one') })
      .from(identities)
      .where(filter)
      .limit(FEW + 1)
      .as('found'),
  );
  const isFew = (found?.matches ?? 0) <= FEW;
  return sql`with matching as ${isFew ? sql`materialized` : sql`not materialized`} (
    select ${identities.externalId} as external_id from ${identities} where ${filter}
  )`;
}

/** The place of an external id as values to compare with, exact to the last digit. */
async function placeOfCursor(
  orm: Orm,
  standing: number,
  rankedBy: RankedBy,
  externalId: string,
): Promise<SQL | undefined> {
  const [row] = await orm
    .select({
      cost: usageStandingRows.cost,
      requests: usageStandingRows.requests,
      tokens: usageStandingRows.tokens,
      error_rate: sql<string>`${usageStandingRows.errorRate}::text`,
      cost_change: usageStandingRows.costChange,
      external_id: usageStandingRows.externalId,
    })
    .from(usageStandingRows)
    .where(and(eq(usageStandingRows.standing, standing), eq(usageStandingRows.externalId, externalId)));
  if (row === undefined) return undefined;
  switch (rankedBy) {
    case 'cost':
      return sql`(${row.cost}::numeric, ${externalId})`;
    case 'requests':
      return sql`(${row.requests}::bigint, ${externalId})`;
    case 'tokens':
      return sql`(${row.tokens}::bigint, ${externalId})`;
    case 'error-rate':
      return sql`(${row.error_rate}::double precision, ${row.requests}::bigint, ${externalId})`;
    case 'change':
      return sql`(${row.cost_change}::numeric, ${externalId})`;
  }
}
