import 'server-only';
import { and, arrayOverlaps, count, eq, sql } from 'drizzle-orm';
import type { z } from 'zod/mini';
import { tagKey } from '@/lib/db/identity-keys';
import type { Orm } from '@/lib/db/database';
import { usageStandingRows } from '@/lib/db/reporting-tables';
import { identities } from '@/lib/db/schema';
import type { identityStanding } from '@/lib/reporting/ranking-schema';
import { NOTHING_USED } from '@/lib/reporting/usage-figures';
import { amongCommonTag, TAG_IDENTITIES_MAX } from './common-tags';
import { tagFilter } from './list-pages';
import { figuresOf } from './ranking-rows';
import { ranksOf } from './standing-ranks';
import type { Standing } from './standings';
import { answeredWindow } from './workspace-overview';

const RANKED = ['cost', 'requests', 'tokens', 'error-rate'] as const;
/** Tags that an identity is compared within. */
const TAGS = 3;

/** Where an identity stands in a standing, among all and among those that share a tag. */
export async function readIdentityStanding(
  orm: Orm,
  standing: Standing,
  { externalId, tags }: { externalId: string; tags: readonly string[] },
): Promise<z.input<typeof identityStanding>> {
  const [row] = await orm
    .select()
    .from(usageStandingRows)
    .where(and(eq(usageStandingRows.standing, standing.id), eq(usageStandingRows.externalId, externalId)));
  const places: z.input<typeof identityStanding>['ranks'] = {};
  for (const rankedBy of RANKED) {
    const rank = (await ranksOf(orm, standing.id, rankedBy, [externalId])).get(externalId);
    if (rank !== undefined) places[rankedBy] = { rank, of: standing.summary.identities };
  }
  const among_tags = [];
  for (const tag of tags.slice(0, TAGS)) {
    const among = await amongTag(orm, standing.id, tag, row?.cost ?? '0');
    if (among !== undefined) among_tags.push({ tag, ...among });
  }
  const figures = row === undefined ? { figures: NOTHING_USED, before: NOTHING_USED } : figuresOf(row);
  return { window: answeredWindow(standing), ...figures, ranks: places, among_tags };
}

/**
 * How many identities have a tag and how many of those cost less. Of a common tag it is told from the standing; one that
 * became common since then is left out until the next.
 */
async function amongTag(orm: Orm, standing: number, tag: string, cost: string) {
  const common = await amongCommonTag(orm, standing, tag, cost);
  if (common !== undefined) return common;
  // By digests alone at first: an index tells, and stops at the limit.
  const [probed] = await orm.select({ all: count() }).from(
    orm
      .select({ one: sql`1`.as('one') })
      .from(identities)
      .where(arrayOverlaps(identities.tagKeys, [tagKey(tag)]))
      .limit(TAG_IDENTITIES_MAX + 1)
      .as('tagged'),
  );
  if (probed === undefined || probed.all > TAG_IDENTITIES_MAX) return undefined;
  const [counted] = await orm
    .select({
      identities: count(),
      less: sql<string>`(count(*) filter (where coalesce(${usageStandingRows.cost}, 0) < ${cost}::numeric))::text`,
    })
    .from(identities)
    .leftJoin(
      usageStandingRows,
      and(eq(usageStandingRows.standing, standing), eq(usageStandingRows.externalId, identities.externalId)),
    )
    .where(tagFilter([tag]));
  return counted && { identities: counted.identities, cost_less: Number(counted.less) };
}
