import 'server-only';
import type { UsedDays } from '@/lib/budget/used-days';
import { succeeded, type Outcome } from '@/lib/errors/app-error';
import { usageByDay } from '@/lib/reporting/daily-usage';
import { reportAbsence } from '@/lib/reporting/report-absence';
import { authorize } from './authorize';
import { presentTime } from './present-time';
import { sharingOf } from './identities';
import { upstreamReports } from './upstream';

/** Days that a budget can be replayed over; those before them fill the period that the first lies in. */
const REPLAYED_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * What an identity used by day (UTC, as budgets count), from the first of the month in which the last 90 days begin. A
 * host without reports is a state and no error. Errors: those of any call.
 */
export async function readUsedDays(externalId: string, signal?: AbortSignal): Promise<Outcome<UsedDays>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const today = Math.floor(presentTime().getTime() / DAY_MS) * DAY_MS;
  const first = new Date(today - (REPLAYED_DAYS - 1) * DAY_MS);
  const from = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1);
  const reports = await upstreamReports();
  const read = await reports.report(
    {
      metric: 'genai.usage',
      from: new Date(from).toISOString(),
      to: new Date(today + DAY_MS).toISOString(),
      grain: 'day',
      filters: [{ field: 'identity', op: 'eq', values: [externalId] }],
      time_zone: 'UTC',
    },
    { shareAs: sharingOf(operator.value), ...(signal && { signal }) },
  );
  if (!read.ok) {
    const reason = reportAbsence(read.error);
    return reason === undefined ? read : succeeded({ state: 'unavailable', reason });
  }
  const dates = Array.from({ length: (today - from) / DAY_MS + 1 }, (_, at) => dateOf(from + at * DAY_MS));
  return succeeded({
    state: 'read',
    // A day without figures was not reported: what was used on it is not known, and nothing of it can be replayed.
    days: usageByDay(read.value, dates, dateOf).flatMap(({ date, figures: { requests, tokens, cost } }) =>
      requests === undefined || tokens === undefined || cost === undefined
        ? []
        : [{ date, requests, tokens, cost }],
    ),
    today: dateOf(today),
  });
}

function dateOf(time: number | Date): string {
  return new Date(time).toISOString().slice(0, 10);
}
