import { type Calendar, dayText, dayWeight, OUTAGE_DAY, WINDOW_DAYS } from './calendar';
import type { DemoUsageDay, UsagePlan } from './demo-identity';
import { decimalOf, picoOf } from './money';
import type { Random } from './random';

/** Share of a day's requests that the outage (three hours of the night) failed. */
const OUTAGE_ERRORS = 0.06;

type Day = { offset: number; weight: number; requests: number };

/**
 * The days of one identity. `firstDay` is the offset of the day it was created on: there is no use before. The last 30
 * days add up to the plan's figures exactly; earlier days follow the same rhythm.
 */
export function usageDays(
  plan: UsagePlan,
  place: { externalId: string; firstDay: number; calendar: Calendar; random: Random },
): DemoUsageDay[] {
  const { calendar, random, externalId } = place;
  const start = Math.max(
    plan.olderThanIdentity === true ? -Infinity : place.firstDay,
    1 - calendar.historyDays,
  );
  const { recent, earlier } = activeDays(plan, start, calendar, random);
  if (plan.dormant === true) spread(plan.requests, earlier, random);
  else {
    spread(plan.requests, recent, random);
    const weights = recent.reduce((sum, day) => sum + day.weight, 0);
    const rate = plan.requests / Math.max(weights, WINDOW_DAYS / 6);
    for (const day of earlier) {
      day.requests = Math.floor(day.weight * rate * random.logNormal(1, 0.25) + random.next());
    }
  }

  const recentUsed = recent.filter((day) => day.requests > 0);
  const month = dayText(calendar, 0).slice(0, 7);
  const exactDays = recentUsed.filter(
    ({ offset }) => plan.exactThisMonth !== true || dayText(calendar, offset).startsWith(month),
  );
  const exactCosts =
    plan.exactCost === undefined || exactDays.length === 0
      ? undefined
      : splitPico(picoOf(plan.exactCost), exactDays);
  const exactErrors = plan.exactErrors === undefined ? undefined : splitErrors(plan.exactErrors, recentUsed);
  return [...earlier, ...recent]
    .filter((day) => day.requests > 0)
    .map((day) => {
      const { requests, offset } = day;
      const tokens = Math.max(
        requests,
        Math.round(requests * plan.tokensPerRequest * random.logNormal(1, 0.3 / Math.sqrt(requests) + 0.06)),
      );
      // The share of cheap cached tokens moves the price of a token from day to day.
      const cost =
        exactCosts?.get(offset) ??
        BigInt(tokens) * BigInt(Math.max(1, Math.round(plan.picoPerToken * (0.9 + 0.2 * random.next()))));
      const errors = exactErrors === undefined ? errorsOf(plan, day, random) : (exactErrors.get(offset) ?? 0);
      return { externalId, day: dayText(calendar, offset), requests, errors, tokens, cost: decimalOf(cost) };
    });
}

function activeDays(plan: UsagePlan, start: number, calendar: Calendar, random: Random) {
  const recent: Day[] = [];
  const earlier: Day[] = [];
  const window = plan.days ?? { first: 1 - WINDOW_DAYS, last: 0 };
  for (let offset = Math.min(start, 0); offset <= 0; offset += 1) {
    const base = dayWeight(calendar, offset, plan.rhythm);
    const surge = plan.surge !== undefined && offset >= plan.surge.from ? plan.surge.times : 1;
    // Machines run flat, and a surge is a story to be told in round numbers: both get less noise than people.
    const noise = plan.surge !== undefined || plan.rhythm === 'flat' ? 0.08 : 0.3;
    const weight = base * surge * random.logNormal(1, noise);
    if (plan.exactErrors !== undefined && offset === OUTAGE_DAY) continue;
    // Sparse users are seldom there at weekends; steady ones are always there.
    if (plan.activeDays < 1 && !random.chance(plan.activeDays * Math.min(1, 0.4 + base * 0.6))) continue;
    const day = { offset, weight, requests: 0 };
    if (offset > -WINDOW_DAYS) {
      if (offset >= window.first && offset <= window.last) recent.push(day);
    } else if (plan.days === undefined && (plan.dormant !== true || offset < -WINDOW_DAYS - 1))
      earlier.push(day);
  }
  // Whatever chance left out, a plan with requests has a day to put them on: an ordinary one near the end.
  if (plan.dormant !== true && recent.length === 0)
    recent.push({
      offset: Math.max(Math.min(start, 0), window.first, Math.min(window.last, -2)),
      weight: 1,
      requests: 0,
    });
  if (plan.dormant === true && earlier.length === 0)
    earlier.push({ offset: -WINDOW_DAYS - 2, weight: 1, requests: 0 });
  return { recent, earlier };
}

/** Gives out requests by weight; they add up exactly. Few requests are dealt one by one, many by largest part. */
function spread(requests: number, days: readonly Day[], random: Random): void {
  const weights = days.map((day) => [day, day.weight] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let left = requests;
  if (requests > days.length)
    for (const [day, weight] of weights) {
      day.requests = Math.floor((requests * weight) / total);
      left -= day.requests;
    }
  for (; left > 0; left -= 1) random.weighted(weights).requests += 1;
}

/** Splits an amount over days by their requests, the rest on the last. */
function splitPico(pico: bigint, days: readonly Day[]): Map<number, bigint> {
  const requests = BigInt(days.reduce((sum, day) => sum + day.requests, 0));
  const parts = new Map(days.map((day) => [day.offset, (pico * BigInt(day.requests)) / requests]));
  const given = [...parts.values()].reduce((sum, part) => sum + part, 0n);
  const last = days.at(-1);
  if (last !== undefined) parts.set(last.offset, (parts.get(last.offset) ?? 0n) + pico - given);
  return parts;
}

/** Splits errors over days without giving a day more than its requests. */
function splitErrors(errors: number, days: readonly Day[]): Map<number, number> {
  const parts = new Map<number, number>();
  const total = days.reduce((sum, day) => sum + day.requests, 0);
  let seen = 0;
  let given = 0;
  for (const day of days) {
    seen += day.requests;
    const part = Math.min(day.requests, Math.floor((errors * seen) / total) - given);
    parts.set(day.offset, part);
    given += part;
  }
  return parts;
}

function errorsOf(plan: UsagePlan, { offset, requests }: Day, random: Random): number {
  const failing = plan.failing !== undefined && offset >= plan.failing.from ? plan.failing : undefined;
  const rate = (failing ?? plan).errorRate;
  const spreadRate = failing !== undefined ? rate : rate * random.logNormal(1, 0.35);
  const outage = offset === OUTAGE_DAY ? Math.max(requests * OUTAGE_ERRORS, requests >= 3 ? 1 : 0) : 0;
  return Math.min(
    requests,
    Math.floor(requests * spreadRate + outage + random.next() * (rate === 0 ? 0 : 0.999)),
  );
}
