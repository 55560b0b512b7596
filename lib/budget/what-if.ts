import { formatCount } from '@/lib/format/numbers';
import { periodLabel } from './budget-period';
import type { BudgetPeriod } from './schema';

/** What an identity used on one day (UTC, `YYYY-MM-DD`). Cost in US dollars. */
export type UsedDay = { date: string; requests: number; tokens: number; cost: number };

/** The limits that can be replayed from days. Requests per minute cannot: a day does not tell its minutes. */
export type ReplayedLimits = { period: BudgetPeriod; amount: number | null; token_limit: number | null };

/**
 * What a budget would have stopped. When within its day a limit was reached is not known, hence a range: at least the
 * requests of days that began with the limit reached, at most also those of the days on which it was passed.
 */
export type WhatIf = {
  /** Days on which requests would, or may, have been stopped. */
  days: number;
  requestsLeast: number;
  requestsMost: number;
  /** Of the requests of the replayed days, 0 to 1; 0 without requests. */
  shareLeast: number;
  shareMost: number;
  /** The first of those days. */
  firstDate: string | undefined;
};

/**
 * Replays daily use against limits that did not exist. Within each period use adds up from its first given day; what
 * was used before that is unknown and counts as nothing, so that give whole periods where they are known.
 *
 * @param days in any order; at most one for each date
 * @param from the first date (`YYYY-MM-DD`) whose stops count; days before it only fill their period
 */
export function whatIf(
  days: readonly UsedDay[],
  { period, amount, token_limit }: ReplayedLimits,
  from = '',
): WhatIf {
  const used = { period: '', cost: 0, tokens: 0 };
  const result = { days: 0, requestsLeast: 0, requestsMost: 0, firstDate: undefined as string | undefined };
  let requests = 0;
  for (const day of [...days].sort((one, other) => (one.date < other.date ? -1 : 1))) {
    const label = periodLabel(period, new Date(`${day.date}T00:00:00Z`));
    if (label !== used.period) Object.assign(used, { period: label, cost: 0, tokens: 0 });
    const reached = isReached(used.cost, amount) || isReached(used.tokens, token_limit);
    used.cost += day.cost;
    used.tokens += day.tokens;
    const passed = isPassed(used.cost, amount) || isPassed(used.tokens, token_limit);
    if (day.date < from) continue;
    requests += day.requests;
    if (day.requests === 0 || (!reached && !passed)) continue;
    result.days += 1;
    result.firstDate ??= day.date;
    result.requestsMost += day.requests;
    if (reached) result.requestsLeast += day.requests;
  }
  return {
    ...result,
    shareLeast: requests === 0 ? 0 : result.requestsLeast / requests,
    shareMost: requests === 0 ? 0 : result.requestsMost / requests,
  };
}

/** Sums of decimal fractions in binary are off by a hair; a limit that was met to the cent was met. */
const HAIR = 1e-9;

function isReached(used: number, limit: number | null): boolean {
  return limit !== null && used >= limit - limit * HAIR;
}

function isPassed(used: number, limit: number | null): boolean {
  return limit !== null && used > limit + limit * HAIR;
}

/** The answer as a sentence: `Would have stopped between 212 and 312 requests (1.4 to 2.1%) on 4 days, first on 3 Nov.` */
export function whatIfWords(found: WhatIf, dayWords: (date: string) => string): string {
  if (found.firstDate === undefined) return 'Would have stopped nothing.';
  const { days, requestsLeast: least, requestsMost: most } = found;
  const requests =
    least === most
      ? `${formatCount(most)} ${most === 1 ? 'request' : 'requests'} (${percent(found.shareMost)}%)`
      : `between ${formatCount(least)} and ${formatCount(most)} requests (${percent(found.shareLeast)} to ${percent(found.shareMost)}%)`;
  return `Would have stopped ${requests} on ${days} ${days === 1 ? 'day' : 'days'}, first on ${dayWords(found.firstDate)}.`;
}

function percent(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1';
  if (share < 1 && share >= 0.9995) return '>99.9';
  return String(Math.round(share * 1000) / 10);
}
