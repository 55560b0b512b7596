import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';

const sums = z.object({ requests: z.string(), errors: z.string(), tokens: z.string(), cost: z.string() });
const ofDay = sums.extend({ externalId: z.string(), day: z.string() });

const SUMS = sql`sum(requests)::text as requests, sum(errors)::text as errors, sum(tokens)::text as tokens,
  trim_scale(sum(cost))::text as cost`;

/** What is stored of use, added up exactly three ways: by the days, by the quarters of each day, for the workspace. */
export async function usageSums(orm: Orm) {
  const rows = async <Row>(schema: z.ZodType<Row>, query: ReturnType<typeof sql>) =>
    z.object({ rows: z.array(schema) }).parse(await orm.execute(query)).rows;
  const [ofWorkspace] = await rows(sums, sql`select ${SUMS} from workspace_quarters having count(*) > 0`);
  return {
    byDays: await rows(
      ofDay,
      sql`select external_id as "externalId", day::text as day, ${SUMS} from usage_days group by 1, 2 order by 1, 2`,
    ),
    byQuarters: await rows(
      ofDay,
      sql`select external_id as "externalId", (quarter at time zone 'UTC')::date::text as day, ${SUMS}
        from usage_quarters group by 1, 2 order by 1, 2`,
    ),
    ofWorkspace,
  };
}
