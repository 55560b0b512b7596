import 'server-only';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/database';
import { usageStandings } from '@/lib/db/reporting-tables';
import type { PeriodDays } from '@/lib/reporting/period';
import { reportingWindow } from '@/lib/reporting/reporting-window';
import { buildStanding, standingSummary, type StandingSummary } from './build-standing';

/** A standing that is whole. */
export type Standing = {
  id: number;
  timeZone: string;
  days: PeriodDays;
  from: Date;
  to: Date;
  before: Date;
  asOf: Date;
  tookMs: number;
  summary: StandingSummary;
};

export type Standings = {
  /**
   * The standing of the last `days` days. A small one is put together anew whenever use was reported since; a large one
   * in the background, and the last is given meanwhile. Undefined while the first is still being put together.
   */
  present(days: PeriodDays): Promise<Standing | undefined>;
  /** Use was recorded in this process. */
  usageChanged(): void;
};

/** A standing that takes less than this to put together is worth waiting for, in milliseconds. */
const QUICK_MS = 400;
/** The share of its time that a process may spend on putting together large standings. */
const BUSY_SHARE = 0.05;
/** How long one is taken for present when use may have been reported to another process, in milliseconds. */
const UNSEEN_MS = 60_000;
/** Longest wait for the first standing, in milliseconds; callers give up soon after. */
const FIRST_WAIT_MS = 7_000;

/** What this process knows of the standing of a period. */
type Held = { standing: Standing; builtAt: number; changes: number };

/** The standings of a store in one time zone (IANA name). `now` says what day it is. */
export function createStandings(
  database: Pick<Database, 'orm' | 'kind'>,
  timeZone: string,
  now: () => Date,
): Standings {
  const { orm } = database;
  const held = new Map<PeriodDays, Held>();
  const builds = new Map<PeriodDays, Promise<Standing>>();
  let changes = 0;

  async function newest(days: PeriodDays): Promise<Standing | undefined> {
    const [row] = await orm
      .select()
      .from(usageStandings)
      .where(
        and(
          eq(usageStandings.timeZone, timeZone),
          eq(usageStandings.days, days),
          isNotNull(usageStandings.summary),
        ),
      )
      .orderBy(desc(usageStandings.asOf), desc(usageStandings.id))
      .limit(1);
    return row && { ...row, days, summary: standingSummary.parse(row.summary) };
  }

  function build(days: PeriodDays): Promise<Standing> {
    const running = builds.get(days);
    if (running !== undefined) return running;
    const begun = (async () => {
      const seen = changes;
      const time = now();
      await buildStanding(database, reportingWindow(timeZone, days, time), time);
      const standing = await newest(days);
      if (standing === undefined) throw new Error('The standing is gone that was just put together.');
      held.set(days, { standing, builtAt: performance.now(), changes: seen });
      return standing;
    })().finally(() => builds.delete(days));
    builds.set(days, begun);
    return begun;
  }

  /** Whether what is held still says how things are. */
  function isPresent({ standing, builtAt, changes: seen }: Held, days: PeriodDays): boolean {
    if (standing.from.getTime() !== reportingWindow(timeZone, days, now()).from.getTime()) return false;
    const age = performance.now() - builtAt;
    if (standing.tookMs >= QUICK_MS && age < standing.tookMs / BUSY_SHARE) return true;
    return seen === changes && age < UNSEEN_MS;
  }

  return {
    async present(days) {
      const stored = await newest(days);
      if (stored !== undefined && held.get(days)?.standing.id !== stored.id) {
        // Another process has put this one together, or this one before it was started anew.
        const age = Math.max(0, now().getTime() - stored.asOf.getTime());
        held.set(days, { standing: stored, builtAt: performance.now() - age, changes });
      }
      const known = stored && held.get(days);
      if (known !== undefined && isPresent(known, days)) return known.standing;
      const building = build(days);
      if (known === undefined) return Promise.race([building, after(FIRST_WAIT_MS)]);
      if (known.standing.tookMs < QUICK_MS) return building;
      // Nobody waits for it, so nobody hears of a failure but the next who has to wait.
      building.catch(() => {});
      return known.standing;
    },
    usageChanged() {
      changes += 1;
    },
  };
}

async function after(milliseconds: number): Promise<undefined> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
  return undefined;
}
