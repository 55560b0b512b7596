import 'server-only';
import { and, arrayOverlaps, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { tagKey } from '@/lib/db/identity-keys';
import type { Orm } from '@/lib/db/database';
import { usageStandingRows, usageStandingTags } from '@/lib/db/reporting-tables';
import { identities } from '@/lib/db/schema';

/** A tag that more identities have is common: they are too many to be counted for every page. */
export const TAG_IDENTITIES_MAX = 20_000;
/** Tags that are looked at in a standing, the most common first. */
const COMMON_TAGS_MAX = 100;

const keysFound = z.object({ rows: z.array(z.object({ key: z.string() })) });

/** Notes for a standing how cost is spread among the identities of each common tag. */
export async function addCommonTags(orm: Orm, standing: number): Promise<void> {
  const { rows } = keysFound.parse(
    await orm.execute(sql`
      select key from ${identities}, unnest(${identities.tagKeys}) as key
      group by key having count(*) > ${TAG_IDENTITIES_MAX}
      order by count(*) desc limit ${COMMON_TAGS_MAX}`),
  );
  // One statement a tag: all at once would outlast the limit of a statement.
  for (const { key } of rows)
    await orm.execute(sql`
      insert into ${usageStandingTags} (standing, tag_key, identities, costs)
      select ${standing}::bigint, ${key}, count(*),
        percentile_disc(array(select n / 100.0 from generate_series(1, 99) as n))
          within group (order by coalesce(${usageStandingRows.cost}, 0))
      from ${identities} left join ${usageStandingRows}
        on ${usageStandingRows.standing} = ${standing}
        and ${usageStandingRows.externalId} = ${identities.externalId}
      where ${arrayOverlaps(identities.tagKeys, [key])}`);
}

/**
 * Of a common tag: how many identities have it and how many of those at least cost less than this, to one in a hundred.
 * Undefined for a tag that was not common when the standing was put together.
 *
 * @param cost US dollars, exact
 */
export async function amongCommonTag(
  orm: Orm,
  standing: number,
  tag: string,
  cost: string,
): Promise<{ identities: number; cost_less: number } | undefined> {
  const [found] = await orm
    .select({
      identities: usageStandingTags.identities,
      hundredths: sql<string>`(
        select count(*) from unnest(${usageStandingTags.costs}) as at_most where at_most < ${cost}::numeric)::text`,
    })
    .from(usageStandingTags)
    .where(and(eq(usageStandingTags.standing, standing), eq(usageStandingTags.tagKey, tagKey(tag))));
  if (found === undefined) return undefined;
  return {
    identities: found.identities,
    // So many hundredths of them cost at most what this one costs more than.
    cost_less: Math.ceil((found.identities * Number(found.hundredths)) / 100),
  };
}
