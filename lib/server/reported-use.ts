import 'server-only';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { CallOptions } from '@/lib/identity-client/calls';
import { everybodysUse, figuresByDay, type Use } from '@/lib/reporting/compose-ranking';
import type { Identity } from '@/lib/identity/schema';
import type { NoReports } from '@/lib/reporting/no-reports';
import type { PeriodDays, ReportingWindow } from '@/lib/reporting/period';
import type { RankedWindow } from '@/lib/reporting/ranking-schema';
import { isWithoutReports } from '@/lib/reporting/no-reports';
import { reportAbsence } from '@/lib/reporting/report-absence';
import { reportingWindow } from '@/lib/reporting/reporting-window';
import { REPORT_LIMIT_MAX, type ReportFilter, type ReportRow } from '@/lib/reporting/schema';
import type { UsageFigures } from '@/lib/reporting/usage-figures';
import { seenIdentity } from './seen-identities';
import { settings } from './settings';
import { upstreamReports } from './upstream';

/** What everybody used, from reports of orq.ai: one grouped report a window, whatever the number of identities. */

/** Use of a window and of the one before, by external id. */
export type ReportedUse = {
  window: RankedWindow;
  dates: string[];
  uses: Map<string, Use>;
  /** Set where a report was cut off: the largest alone are known. */
  among: number | undefined;
};

/** The window of the last days in the reporting zone, and as a ranking names it. */
function presentWindow(days: PeriodDays): { window: ReportingWindow; named: RankedWindow } {
  const now = new Date();
  const window = reportingWindow(settings().REPORTING_TIME_ZONE, days, now);
  const { timeZone, from, to, before } = window;
  const [start, end, earlier] = [from, to, before].map((time) => time.toISOString());
  return {
    window,
    named: {
      time_zone: timeZone,
      days,
      from: start ?? '',
      to: end ?? '',
      before: earlier ?? '',
      as_of: now.toISOString(),
    },
  };
}

/** Use by identity. Errors: those of any call; an upstream without reports is none of them. */
export async function readReportedUse(
  days: PeriodDays,
  options: CallOptions,
): Promise<Outcome<ReportedUse | NoReports>> {
  const { window, named } = presentWindow(days);
  const [now, before] = await Promise.all([
    groupedReport(window.from, window.to, window.timeZone, options),
    groupedReport(window.before, window.from, window.timeZone, options),
  ]);
  if (!now.ok) return withoutReports(now.error);
  if (!before.ok) return withoutReports(before.error);
  if (isWithoutReports(now.value)) return succeeded(now.value);
  if (isWithoutReports(before.value)) return succeeded(before.value);
  const uses = everybodysUse(now.value.rows.map(byExternalId), before.value.rows.map(byExternalId));
  const cut = now.value.cut || before.value.cut;
  return succeeded({ window: named, dates: window.dates, uses, among: cut ? REPORT_LIMIT_MAX : undefined });
}

/** Figures of each day of the window and of the one before, everybody's together. Errors as above. */
export async function readReportedDays(
  days: PeriodDays,
  options: CallOptions,
): Promise<Outcome<Map<string, UsageFigures> | NoReports>> {
  const { window } = presentWindow(days);
  const reports = await upstreamReports();
  const report = await reports.report(
    {
      metric: 'genai.usage',
      from: window.before.toISOString(),
      to: window.to.toISOString(),
      grain: 'day',
      time_zone: window.timeZone,
    },
    options,
  );
  if (!report.ok) return withoutReports(report.error);
  return succeeded(figuresByDay(report.value.data ?? [], window.timeZone));
}

/**
 * Figures of some identities in the window of the last days, by `_id`; those without any use are left out. Errors: as
 * above.
 *
 * @param identities as many as a filter holds values, and a report by day rows for all their days
 */
export async function readFiguresOf(
  identities: readonly Pick<Identity, '_id' | 'external_id'>[],
  days: PeriodDays,
  options: CallOptions,
): Promise<Outcome<{ window: RankedWindow; figures: Map<string, UsageFigures> } | NoReports>> {
  const { window, named } = presentWindow(days);
  const report = await groupedReport(window.from, window.to, window.timeZone, options, [
    { field: 'identity', op: 'in', values: identities.map(({ external_id }) => external_id) },
  ]);
  if (!report.ok) return withoutReports(report.error);
  if (isWithoutReports(report.value)) return succeeded(report.value);
  const uses = everybodysUse(report.value.rows, []);
  const figures = new Map<string, UsageFigures>();
  for (const { _id, external_id } of identities) {
    const use = uses.get(external_id) ?? uses.get(_id);
    if (use !== undefined) figures.set(_id, use.now);
  }
  return succeeded({ window: named, figures });
}

/**
 * One grouped report. Hosts of before August 2026 answer by day, whatever was asked. A report by day that was cut off
 * lacks whole days, so that nothing can be said of anybody.
 */
async function groupedReport(
  from: Date,
  to: Date,
  timeZone: string,
  options: CallOptions,
  filters: ReportFilter[] = [],
): Promise<Outcome<{ rows: ReportRow[]; cut: boolean } | NoReports>> {
  const reports = await upstreamReports();
  const report = await reports.report(
    {
      metric: 'genai.usage',
      from: from.toISOString(),
      to: to.toISOString(),
      grain: 'day',
      group_by: ['identity'],
      ...(filters.length > 0 && { filters }),
      limit: REPORT_LIMIT_MAX,
      time_zone: timeZone,
      mode: 'scalar',
      sort: 'desc',
    },
    options,
  );
  if (!report.ok) return report;
  const rows = report.value.data ?? [];
  const cut = rows.length >= REPORT_LIMIT_MAX || report.value.has_more === true;
  const byDay = rows.some(({ timestamp }) => timestamp != null);
  return succeeded(cut && byDay ? { no_reports: TOO_MANY } : { rows, cut });
}

const TOO_MANY =
  'This orq.ai host is of an earlier version, and more identities were used than its reports can hold.';

/** A row named by external id where the identity is known: reports may name `_id`s. */
function byExternalId(row: ReportRow): ReportRow {
  const ref = row.dimensions?.identity;
  const known = ref === undefined ? undefined : seenIdentity(ref);
  return known === undefined ? row : { ...row, dimensions: { identity: known.external_id } };
}

/** An upstream that has no reports, or not for this key, is no failure: the page says so and shows the rest. */
function withoutReports(error: AppError): Outcome<NoReports> {
  const absence = reportAbsence(error);
  return absence === undefined ? failed(error) : succeeded({ no_reports: absence });
}
