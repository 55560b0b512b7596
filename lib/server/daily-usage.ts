import 'server-only';
import { cookies } from 'next/headers';
import { succeeded, type Outcome } from '@/lib/errors/app-error';
import { isTimeZone } from '@/lib/format/times';
import { totalsOf, usageByDay, type UsageDay, type UsageTotals } from '@/lib/reporting/daily-usage';
import { PERIOD_DEFAULT, type PeriodDays } from '@/lib/reporting/period';
import type { IdentityStanding } from '@/lib/reporting/ranking-schema';
import { dateIn, reportingWindow } from '@/lib/reporting/reporting-window';
import { authorize } from './authorize';
import { sharingOf } from './identities';
import { presentTime } from './present-time';
import { settings } from './settings';
import { upstreamReports } from './upstream';

/** What one identity used by day, in a period and in the one before it. */
export type DailyUsage = {
  /** The days of the period, oldest first; the last is today, which is not over. */
  days: UsageDay[];
  /** What they come to, and what the days of the period before came to. */
  totals: UsageTotals;
  before: UsageTotals;
  /** The last 30 days whatever the period, for the lines in the cards. */
  trend: UsageDay[];
};

/**
 * The use of an identity by day, from one report that covers both periods.
 *
 * Errors: those of `report`; `reportAbsence` tells those that mean there are no reports.
 *
 * @param externalId use is reported under it (contract, "Reporting")
 * @param timeZone IANA name: whose days
 */
export async function readDailyUsage(
  externalId: string,
  { days, timeZone }: { days: PeriodDays; timeZone: string },
): Promise<Outcome<DailyUsage>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const now = presentTime();
  const window = reportingWindow(timeZone, days, now);
  const before = reportingWindow(timeZone, days, new Date(window.from.getTime() - 1));
  const trend = reportingWindow(timeZone, PERIOD_DEFAULT, now);
  const reports = await upstreamReports();
  const read = await reports.report(
    {
      metric: 'genai.usage',
      from: (trend.from < before.from ? trend.from : before.from).toISOString(),
      to: window.to.toISOString(),
      grain: 'day',
      filters: [{ field: 'identity', op: 'eq', values: [externalId] }],
      time_zone: timeZone,
    },
    { shareAs: sharingOf(operator.value) },
  );
  if (!read.ok) return read;
  const byDay = (dates: string[]) => usageByDay(read.value, dates, (time) => dateIn(timeZone, time));
  const shown = byDay(window.dates);
  return succeeded({
    days: shown,
    totals: totalsOf(shown),
    before: totalsOf(byDay(before.dates)),
    trend: byDay(trend.dates),
  });
}

/**
 * Where an identity stands among all of them in the last 30 days; undefined where the upstream does not rank.
 * Errors: those of any call.
 *
 * @param ref `_id` or external id
 */
export async function readStanding(ref: string): Promise<Outcome<IdentityStanding | undefined>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  // The address is ours: orq.ai would have to be asked for reports of everybody to know one place.
  if (settings().mode === 'orq') return succeeded(undefined);
  const reports = await upstreamReports();
  return reports.standing(ref, PERIOD_DEFAULT, { shareAs: sharingOf(operator.value) });
}

/** Whose days are shown, and those that can be chosen instead. */
export type ReportingZones = {
  shown: string;
  workspace: string;
  /** The operator's own, once their browser has told it. */
  own: string | undefined;
  /** The present day of the zone that is shown, `YYYY-MM-DD`. */
  today: string;
};

/** The zones of this request. @param ownZone whether the operator chose their own */
export async function reportingZones({ ownZone }: { ownZone: boolean }): Promise<ReportingZones> {
  const cookie = (await cookies()).get('tz')?.value;
  const own = isTimeZone(cookie) ? cookie : undefined;
  const workspace = settings().REPORTING_TIME_ZONE;
  const shown = (ownZone ? own : undefined) ?? workspace;
  return { shown, workspace, own, today: dateIn(shown, presentTime()) };
}
