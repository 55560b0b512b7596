import 'server-only';
import { and, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database, Orm } from '@/lib/db/database';
import { usageStandingMilestones, usageStandingRows, usageStandings } from '@/lib/db/reporting-tables';
import { usageDays } from '@/lib/db/schema';
import type { ReportingWindow } from '@/lib/reporting/period';
import { RANKED_BY } from '@/lib/reporting/ranking-schema';
import { addCommonTags } from './common-tags';
import { inOrder, rankedRows, STANDING_ORDERS, standingRows } from './standing-orders';
import { usageBetween } from './usage-between';

/**
 * Days of use that are added up in one statement. The embedded store answers in the thread of the server, so its
 * statements stay short; Postgres is told less often.
 */
const DAYS_AT_ONCE = { embedded: 20_000, postgres: 200_000 };
/** Rows between two milestones: at most so many are counted to find a rank. */
const MILESTONE_ROWS = 1_000;
/** Rows of a former standing that are removed in one statement. */
const REMOVED_AT_ONCE = 50_000;
/** A standing that is not whole after so long was left behind by a process that ended, in milliseconds. */
const LEFT_BEHIND_MS = 3_600_000;

/** What is known of a standing as a whole. */
export const standingSummary = z.object({
  /** External ids with use in the window, in the one before, and with another cost than before. */
  identities: z.number(),
  identitiesBefore: z.number(),
  changed: z.number(),
  /** External ids with most failed requests more than before, most first. */
  errorsRose: z.array(z.string()),
  /** US dollars of the 1, 10 and 100 that cost most. */
  costOfTop: z.object({ one: z.number(), ten: z.number(), hundred: z.number() }),
});
export type StandingSummary = z.infer<typeof standingSummary>;

/**
 * Puts a standing together, some external ids at a time, and removes former ones. Returns its id. Use that is recorded
 * meanwhile may or may not be in it.
 */
export async function buildStanding(
  { orm, kind }: Pick<Database, 'orm' | 'kind'>,
  window: ReportingWindow,
  now: Date,
): Promise<number> {
  const started = performance.now();
  const { timeZone, days, from, to, before } = window;
  const [standing] = await orm
    .insert(usageStandings)
    .values({ timeZone, days, from, to, before, asOf: now })
    .returning({ id: usageStandings.id });
  if (standing === undefined) throw new Error('A standing was not stored.');
  const { id } = standing;

  let last = '';
  for (;;) {
    const [end] = await orm
      .select({ externalId: usageDays.externalId })
      .from(usageDays)
      .where(sql`${usageDays.externalId} > ${last}`)
      .orderBy(usageDays.externalId)
      .offset(DAYS_AT_ONCE[kind])
      .limit(1);
    await addRows(orm, id, window, last, end?.externalId);
    if (end === undefined) break;
    last = end.externalId;
  }
  for (const rankedBy of RANKED_BY) await addMilestones(orm, id, rankedBy);
  await addCommonTags(orm, id);
  const summary = await summarise(orm, id);
  await orm
    .update(usageStandings)
    .set({ summary, tookMs: Math.round(performance.now() - started) })
    .where(eq(usageStandings.id, id));
  await removeFormer(orm, window, now);
  // A server of Postgres clears up by itself; without it the place of removed rows would never be used again. How the
  // new rows are spread is gathered at once in both: a plan made before that may take a hundred times as long.
  const tables = sql`${usageStandingRows}, ${usageStandingMilestones}, ${usageStandings}`;
  await orm.execute(kind === 'embedded' ? sql`vacuum (analyze) ${tables}` : sql`analyze ${tables}`);
  return id;
}

/** Adds the external ids after `last`, up to and with `end`, or all the rest. */
async function addRows(
  orm: Orm,
  standing: number,
  { from, to, before }: ReportingWindow,
  last: string,
  end: string | undefined,
): Promise<void> {
  const upTo = end === undefined ? sql`true` : sql`external_id <= ${end}`;
  const only = () => sql`external_id > ${last} and ${upTo}`;
  const sum = (column: string, isNow: boolean) =>
    sql.raw(`coalesce(sum(${column}) filter (where ${isNow ? '' : 'not '}is_now), 0)`);
  await orm.execute(sql`
    insert into ${usageStandingRows} (standing, external_id, requests, errors, tokens, cost,
      requests_before, errors_before, tokens_before, cost_before)
    select ${standing}::bigint, external_id, ${sum('requests', true)}, ${sum('errors', true)}, ${sum('tokens', true)},
      ${sum('cost', true)}, ${sum('requests', false)}, ${sum('errors', false)}, ${sum('tokens', false)},
      ${sum('cost', false)}
    from (
      select *, true as is_now from ${usageBetween(from, to, only)} as present
      union all
      select *, false from ${usageBetween(before, from, only)} as former
    ) as used
    group by external_id
    having sum(requests) > 0 or sum(tokens) > 0 or sum(cost) > 0`);
}

async function addMilestones(
  orm: Orm,
  standing: number,
  rankedBy: keyof typeof STANDING_ORDERS,
): Promise<void> {
  const order = STANDING_ORDERS[rankedBy];
  await orm.execute(sql`
    insert into ${usageStandingMilestones} (standing, ranked_by, rank, external_id)
    select ${standing}::bigint, ${rankedBy}, rank, external_id
    from (
      select r.external_id, row_number() over (order by ${inOrder(order, 'r')}) as rank
      from ${standingRows('r')} where ${rankedRows(order, standing, 'r')}
    ) as placed
    where rank % ${sql.raw(String(MILESTONE_ROWS))} = 0`);
}

const counted = z.object({
  rows: z.array(
    z.object({
      identities: z.coerce.number(),
      before: z.coerce.number(),
      changed: z.coerce.number(),
      one: z.coerce.number(),
      ten: z.coerce.number(),
      hundred: z.coerce.number(),
    }),
  ),
});

async function summarise(orm: Orm, standing: number): Promise<StandingSummary> {
  const top = (count: number) => sql`(
    select coalesce(sum(cost), 0)::text from (
      select r.cost from ${standingRows('r')} where ${rankedRows(STANDING_ORDERS.cost, standing, 'r')}
      order by ${inOrder(STANDING_ORDERS.cost, 'r')} limit ${count}
    ) as dearest)`;
  const { rows } = counted.parse(
    await orm.execute(sql`
      select count(*) filter (where requests > 0)::text as identities,
        count(*) filter (where requests_before > 0)::text as before,
        count(*) filter (where cost_change > 0)::text as changed,
        ${top(1)} as one, ${top(10)} as ten, ${top(100)} as hundred
      from ${usageStandingRows} where standing = ${standing}`),
  );
  const more = sql`${usageStandingRows.errors} - ${usageStandingRows.errorsBefore}`;
  const rose = await orm
    .select({ externalId: usageStandingRows.externalId })
    .from(usageStandingRows)
    .where(and(eq(usageStandingRows.standing, standing), sql`${more} > 0`))
    .orderBy(desc(more), desc(usageStandingRows.externalId))
    .limit(10);
  const [all] = rows;
  return {
    identities: all?.identities ?? 0,
    identitiesBefore: all?.before ?? 0,
    changed: all?.changed ?? 0,
    errorsRose: rose.map(({ externalId }) => externalId),
    costOfTop: { one: all?.one ?? 0, ten: all?.ten ?? 0, hundred: all?.hundred ?? 0 },
  };
}

/**
 * Removes what newer standings replace. The one before stays: a page may be on its way that began with it. Rows go some
 * at a time, as a standing of a million would outlast the limit of a statement.
 */
async function removeFormer(orm: Orm, { timeZone, days }: ReportingWindow, now: Date): Promise<void> {
  const kept = orm
    .select({ id: usageStandings.id })
    .from(usageStandings)
    .where(
      and(
        eq(usageStandings.timeZone, timeZone),
        eq(usageStandings.days, days),
        isNotNull(usageStandings.summary),
      ),
    )
    .orderBy(desc(usageStandings.id))
    .limit(2);
  const former = await orm
    .select({ id: usageStandings.id })
    .from(usageStandings)
    .where(
      or(
        and(
          eq(usageStandings.timeZone, timeZone),
          eq(usageStandings.days, days),
          isNotNull(usageStandings.summary),
          sql`${usageStandings.id} not in ${kept}`,
        ),
        and(
          isNull(usageStandings.summary),
          lt(usageStandings.asOf, new Date(now.getTime() - LEFT_BEHIND_MS)),
        ),
      ),
    );
  if (former.length === 0) return;
  const ids = former.map(({ id }) => id);
  for (let more = true; more;) {
    const removed = await orm
      .delete(usageStandingRows)
      .where(
        sql`ctid in (select ctid from ${usageStandingRows} where ${inArray(usageStandingRows.standing, ids)} limit ${REMOVED_AT_ONCE})`,
      )
      .returning({ one: sql`1` });
    more = removed.length === REMOVED_AT_ONCE;
  }
  await orm.delete(usageStandings).where(inArray(usageStandings.id, ids));
}
