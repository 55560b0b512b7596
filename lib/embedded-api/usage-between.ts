import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { usageDays } from '@/lib/db/schema';
import { usageQuarters } from '@/lib/db/reporting-tables';

const DAY_MS = 86_400_000;

/**
 * The rows of use from one instant to another (exclusive), as a subquery with the columns `external_id`, `requests`,
 * `errors`, `tokens` and `cost`: whole days (UTC) from the sums of days, what is left at both ends from quarters of an
 * hour. However a window lies, it is added up exactly, and few rows are read. Both ends lie on quarters, as the days of
 * every zone do; an end amid one counts it as a whole where it begins in the window.
 *
 * @param only restricts to some external ids; gets the column that holds them
 */
export function usageBetween(from: Date, to: Date, only: (externalId: SQL) => SQL = () => sql`true`): SQL {
  const firstDay = Math.ceil(from.getTime() / DAY_MS) * DAY_MS;
  const lastDay = Math.floor(to.getTime() / DAY_MS) * DAY_MS;
  const quarters = (start: Date, end: Date) => sql`
    select external_id, requests, errors, tokens, cost from ${usageQuarters}
    where quarter >= ${start.toISOString()}::timestamptz and quarter < ${end.toISOString()}::timestamptz
      and ${only(sql`external_id`)}`;
  if (lastDay <= firstDay) return sql`(${quarters(from, to)})`;
  const parts = [
    sql`select external_id, requests, errors, tokens, cost from ${usageDays}
      where day >= ${day(firstDay)}::date and day < ${day(lastDay)}::date and ${only(sql`external_id`)}`,
  ];
  if (from.getTime() < firstDay) parts.push(quarters(from, new Date(firstDay)));
  if (lastDay < to.getTime()) parts.push(quarters(new Date(lastDay), to));
  return sql`(${sql.join(parts, sql` union all `)})`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
