import type { BudgetPeriod } from './schema';

/**
 * Periods of budgets: calendar periods in UTC, weeks from Monday; one-time never starts anew. No source says so, but
 * the labels of consumption (`2025-05-27`, `2025-05`) do suggest it (contract, Fields). Pure: `now` is given.
 */

const DAY = 86_400_000;

/** How operators read a period. */
export const PERIOD_LABELS: Record<BudgetPeriod, string> = {
  BUDGET_PERIOD_DAILY: 'Daily',
  BUDGET_PERIOD_WEEKLY: 'Weekly',
  BUDGET_PERIOD_MONTHLY: 'Monthly',
  BUDGET_PERIOD_YEARLY: 'Yearly',
  BUDGET_PERIOD_ONE_TIME: 'One time',
};

/** The same behind a limit: `$50.00 a month`. */
export const PERIOD_EACH: Record<BudgetPeriod, string> = {
  BUDGET_PERIOD_DAILY: 'a day',
  BUDGET_PERIOD_WEEKLY: 'a week',
  BUDGET_PERIOD_MONTHLY: 'a month',
  BUDGET_PERIOD_YEARLY: 'a year',
  BUDGET_PERIOD_ONE_TIME: 'once',
};

/** Start (inclusive) and end (exclusive, the reset) of the period that an instant lies in; undefined for one-time. */
export function periodAt(period: BudgetPeriod, now: Date): { start: Date; end: Date } | undefined {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const today = Math.floor(now.getTime() / DAY) * DAY;
  switch (period) {
    case 'BUDGET_PERIOD_DAILY':
      return between(today, today + DAY);
    case 'BUDGET_PERIOD_WEEKLY': {
      const monday = today - ((now.getUTCDay() + 6) % 7) * DAY;
      return between(monday, monday + 7 * DAY);
    }
    case 'BUDGET_PERIOD_MONTHLY':
      return between(Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1));
    case 'BUDGET_PERIOD_YEARLY':
      return between(Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
    case 'BUDGET_PERIOD_ONE_TIME':
      return undefined;
  }
}

/** Names the period that an instant lies in, as hosts label it: `2026-11-21`, `2026-11`, `2026`; weeks by their Monday. */
export function periodLabel(period: BudgetPeriod, now: Date): string {
  const start = periodAt(period, now)?.start.toISOString();
  if (start === undefined) return 'one-time';
  if (period === 'BUDGET_PERIOD_YEARLY') return start.slice(0, 4);
  return start.slice(0, period === 'BUDGET_PERIOD_MONTHLY' ? 7 : 10);
}

function between(start: number, end: number) {
  return { start: new Date(start), end: new Date(end) };
}
