import { asc, desc, sql } from 'drizzle-orm';
import * as z from 'zod';
import { identities } from '@/lib/db/schema';
import type { MeasuredStore } from './measured-store';

/** What the cases ask for, taken from the store itself, spread over all of it. */
export type Samples = {
  ids: string[];
  externalIds: string[];
  /** A row in the middle of each order: half a million rows deep in a store of a million. */
  middle: Record<'newest' | 'updated' | 'name', string>;
  /** A tag of one identity in two, and tags of a handful. */
  commonTag: string;
  rareTags: string[];
};

const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row) });
const tagCount = rowsOf(z.object({ tag: z.string(), count: z.coerce.number() }));

export async function samplesOf({ database: { orm }, size }: MeasuredStore): Promise<Samples> {
  const spread = await orm
    .select({ id: identities.id, externalId: identities.externalId })
    .from(identities)
    .where(sql`abs(hashtext(${identities.id})) % ${Math.max(1, Math.floor(size / 200))} = 0`)
    .limit(200);
  const middleOf = async (...order: Parameters<ReturnType<typeof ordered>['orderBy']>) => {
    const [row] = await ordered().orderBy(...order);
    if (row === undefined) throw new Error('The store is empty.');
    return row.id;
  };
  const ordered = () =>
    orm
      .select({ id: identities.id })
      .from(identities)
      .offset(Math.floor(size / 2))
      .limit(1)
      .$dynamic();
  const counted = tagCount.parse(
    await orm.execute(
      sql`select tag, count(*) as count from identities, unnest(tags) as tag where tag ~ '^[a-z0-9-]+$' group by tag order by count(*) desc`,
    ),
  ).rows;
  return {
    ids: spread.map(({ id }) => id),
    externalIds: spread.map(({ externalId }) => externalId),
    middle: {
      newest: await middleOf(desc(identities.created), desc(identities.id)),
      updated: await middleOf(desc(identities.updated), desc(identities.id)),
      name: await middleOf(asc(identities.nameKey), desc(identities.id)),
    },
    commonTag: counted[0]?.tag ?? '',
    rareTags: counted
      .filter(({ count }) => count <= Math.max(20, size / 20_000))
      .map(({ tag }) => tag)
      .slice(0, 40),
  };
}
