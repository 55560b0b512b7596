import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { workspaceQuarters } from '@/lib/db/reporting-tables';
import type { ReportingWindow } from '@/lib/reporting/period';
import { dateIn, dayBorders } from '@/lib/reporting/reporting-window';
import { NOTHING_USED, type UsageFigures } from '@/lib/reporting/usage-figures';

/** What everybody used on the days of a window, and in the window before as a whole. */
export type WorkspaceDays = {
  days: { date: string; figures: UsageFigures }[];
  totals: UsageFigures;
  totalsBefore: UsageFigures;
};

const dayRows = z.object({
  rows: z.array(
    z.object({
      day: z.coerce.number(),
      requests: z.coerce.number(),
      errors: z.coerce.number(),
      tokens: z.coerce.number(),
      cost: z.coerce.number(),
      /** In millionths of a millionth of a dollar: whole, so that days add up exactly. */
      pico: z.string().transform(BigInt),
    }),
  ),
});

/** Adds up the quarters of a workspace by the days of a zone: the same work whatever the number of identities. */
export async function readWorkspaceDays(orm: Orm, window: ReportingWindow): Promise<WorkspaceDays> {
  const { timeZone, from, to, before, dates } = window;
  const borders = dayBorders(timeZone, from, to);
  const list = sql.join(
    borders.map((border) => sql`${border.toISOString()}::timestamptz`),
    sql`, `,
  );
  const { rows } = dayRows.parse(
    await orm.execute(sql`
      select width_bucket(quarter, array[${list}])::text as day, sum(requests)::text as requests,
        sum(errors)::text as errors, sum(tokens)::text as tokens, sum(cost)::text as cost,
        (sum(cost) * 1e12)::numeric(40, 0)::text as pico
      from ${workspaceQuarters}
      where quarter >= ${before.toISOString()}::timestamptz and quarter < ${to.toISOString()}::timestamptz
      group by 1`),
  );
  const sumOf = (part: typeof rows): UsageFigures =>
    part.reduce(
      (sum, { requests, errors, tokens }) => ({
        ...sum,
        requests: sum.requests + requests,
        errors: sum.errors + errors,
        tokens: sum.tokens + tokens,
      }),
      { ...NOTHING_USED, cost: dollars(part.reduce((sum, { pico }) => sum + pico, 0n)) },
    );
  // A date that a zone left out has no border of its own, and nothing was used on it.
  const byDate = new Map(borders.map((border, at) => [dateIn(timeZone, border), at + 1]));
  return {
    days: dates.map((date) => ({ date, figures: sumOf(rows.filter(({ day }) => day === byDate.get(date))) })),
    totals: sumOf(rows.filter(({ day }) => day > 0)),
    totalsBefore: sumOf(rows.filter(({ day }) => day === 0)),
  };
}

/** US dollars: one rounding, from the exact decimal. */
function dollars(pico: bigint): number {
  const digits = String(pico).padStart(13, '0');
  return Number(`${digits.slice(0, -12)}.${digits.slice(-12)}`);
}
