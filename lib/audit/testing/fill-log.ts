import 'server-only';
import { sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';

/**
 * Fills the log with entries of 40 operators, one of whom did nearly everything, about many identities; one in fifty
 * failed and one in ten thousand never ended; some are of one of two jobs. Ids grow with time. Figures for the planner are left to the caller.
 */
export async function fillLog(orm: Orm, entries: number): Promise<void> {
  await orm.execute(sql`
    insert into audit_entries (id, at, operator_id, operator_email, role, action, target_id, target_external_id, changes, detail)
    select lpad(n::text, 26, '0'), timestamptz '2026-01-01Z' + n * interval '20 seconds',
      case when n % 10 > 0 then 'op-0' else 'op-' || n % 40 end,
      case when n % 10 > 0 then 'op-0' else 'op-' || n % 40 end || '@example.com', 'admin',
      case when n % 997 = 0 then 'identity.deleted' when n % 5 = 0 then 'identity.created'
        when n % 3 = 0 then 'sign-in' else 'identity.edited' end,
      case when n % 5 = 0 then null else 'id-' || n % 30011 end, 'user-' || n % 30011,
      '{"display_name":{"from":"One","to":"Other"}}',
      case when n % 4999 = 0 then json_build_object('undoes', lpad((n - 7)::text, 26, '0'))
        when n % 90 < 2 then json_build_object('job', 'job-' || n % 2) end
    from generate_series(1, ${entries}::int) as n`);
  await orm.execute(sql`
    insert into audit_outcomes (entry_id, at, outcome, target_id)
    select id, at, case when n % 50 = 0 then 'failed' when n % 7001 = 0 then 'unknown' else 'done' end,
      case when action = 'identity.created' then 'id-' || n end
    from (select *, id::int as n from audit_entries) as entry where n % 10000 > 0`);
}
