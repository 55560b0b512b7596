import 'server-only';
import { sql, type SQLWrapper } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';

const planRows = z.object({ rows: z.array(z.object({ 'QUERY PLAN': z.string() })) });

/** How the store would run a query, one line for each step. */
export async function explain(orm: Orm, query: SQLWrapper): Promise<string> {
  const result = await orm.execute(sql`explain ${query.getSQL()}`);
  return planRows
    .parse(result)
    .rows.map((row) => row['QUERY PLAN'])
    .join('\n');
}

/**
 * Fills the store with rows of many names, some alike, one in ten unnamed; ids and times grow together. Figures for
 * the planner are left to the caller.
 */
export async function fillStore(orm: Orm, rows: number): Promise<void> {
  await orm.execute(sql`
    insert into identities (_id, external_id, display_name, name_key, email, search_text, tags, tag_keys, created, updated)
    select lpad(n::text, 26, '0'), 'user-' || n, name, name, mail, coalesce(name, '') || E'\n' || mail || E'\nuser-' || n,
      array['t' || n % 1000], array['t' || n % 1000], at, at + (n * 7919 % 86400) * interval '1 second'
    from (
      select n, md5((n / 3)::text) || '@example.com' as mail,
        case when n % 10 = 0 then null when n % 4 = 0 then 'sam' else 'n' || md5((n % 50000)::text) end as name,
        timestamptz '2026-01-01Z' + n * interval '1 minute' as at
      from generate_series(1, ${rows}::int) as n
    ) as made`);
}
