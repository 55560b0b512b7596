import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from './database';

const changed = z.object({ rows: z.array(z.object({ stale: z.coerce.boolean() })) });

/**
 * What a server of Postgres does by itself and PGlite does not: without it changed rows pile up and the planner knows no
 * figures. Gathering them takes seconds at 100,000 rows, mostly for the pairs of the search texts, so that is done only
 * after a tenth of the rows changed, or the table grew by a tenth while no one counted (a crash forgets the count).
 */
export async function tidyStore(orm: Orm): Promise<void> {
  const { rows } = changed.parse(
    await orm.execute(sql`
      select class.reltuples < 0
        or coalesce(stat.n_mod_since_analyze, 0) > 500 + class.reltuples * 0.1
        or pg_relation_size(class.oid) / 8192 > 10 + class.relpages * 1.1 as stale
      from pg_class as class left join pg_stat_user_tables as stat on stat.relid = class.oid
      where class.oid in ('identities'::regclass, 'usage_days'::regclass, 'usage_quarters'::regclass)`),
  );
  await orm.execute(rows.some(({ stale }) => stale) ? sql`vacuum analyze` : sql`vacuum`);
}
