import { type Calendar, DAY, OUTAGE_DAY } from './calendar';
import type { DemoUsageDay, DemoUsageQuarter, Rhythm } from './demo-identity';
import { decimalOf, picoOf } from './money';
import type { Random } from './random';

const QUARTER = 900_000;
const QUARTERS_A_DAY = DAY / QUARTER;
/** The quarters of the day, UTC, in which the upstream failed on the day of the outage: 02:00 to 05:00. */
const OUTAGE = { first: 8, last: 19 };

/** How busy the hours of a local day are, from midnight on. */
const OFFICE = [
  ...[0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.05, 0.2, 0.6, 1, 1, 1],
  ...[0.6, 0.9, 1, 1, 0.9, 0.6, 0.4, 0.3, 0.25, 0.2, 0.1, 0.04],
];
/** Machines never rest, and do most by night (UTC). */
const MACHINE = [...[2, 3, 3, 3, 3, 2], ...Array.from({ length: 16 }, () => 1), 1.5, 2];
/** Hours that the home of a rhythm is ahead of UTC. */
const HOME: Record<Exclude<Rhythm, 'flat'>, number> = { europe: 1, america: -6, asia: 8, gulf: 3 };

/** For each rhythm, the share of a day's use up to the end of each quarter (UTC), not scaled to one. */
const SHARES: Record<Rhythm, Float64Array> = {
  europe: runningShares(OFFICE, HOME.europe),
  america: runningShares(OFFICE, HOME.america),
  asia: runningShares(OFFICE, HOME.asia),
  gulf: runningShares(OFFICE, HOME.gulf),
  flat: runningShares(MACHINE, 0),
};

/** What spreads the days of one identity over their quarters. */
export type Clock = {
  rhythm: Rhythm;
  /** When the identity was made, in milliseconds: nothing happens before. */
  created: number;
  calendar: Calendar;
  /** Most quarters of one day. */
  most: number;
  random: Random;
};

/**
 * One day spread over a few quarters of an hour that fit its rhythm, none of them before the identity or after now;
 * requests, errors, tokens and cost add up to the day exactly. On the day of the outage all errors lie in the outage.
 */
export function quartersOf(day: DemoUsageDay, clock: Clock): DemoUsageQuarter[] {
  const { random } = clock;
  const start = Date.parse(day.day);
  const bounds = boundsOf(start, clock);
  const failed = failedInOutage(day, start, bounds, clock);
  const drawn = drawQuarters(day, failed, bounds, clock);
  const timeOf = (quarter: number) => start + quarter * QUARTER;
  if (drawn.length === 1) {
    const { day: _, ...whole } = day;
    return [{ ...whole, quarter: timeOf(drawn[0] ?? 0) }];
  }
  const requests = dealt(
    day.requests,
    drawn.map((_, at) => Math.max(1, failed[at] ?? 0)),
    random,
  );
  const cost = picoOf(day.cost);
  let seen = 0;
  const given = { errors: 0, tokens: 0, cost: 0n };
  return drawn
    .map((quarter, at) => {
      const own = requests[at] ?? 0;
      seen += own;
      // What all so far are to have, less what they got: the last gets the rest, so nothing is lost to rounding.
      const part = (whole: number) => Math.floor((whole * seen) / day.requests);
      const errors = failed.length > 0 ? (failed[at] ?? 0) : part(day.errors) - given.errors;
      const tokens = part(day.tokens) - given.tokens;
      const pico = (cost * BigInt(seen)) / BigInt(day.requests) - given.cost;
      given.errors += errors;
      given.tokens += tokens;
      given.cost += pico;
      const { externalId } = day;
      return { externalId, quarter: timeOf(quarter), requests: own, errors, tokens, cost: decimalOf(pico) };
    })
    .sort((one, other) => one.quarter - other.quarter);
}

type Bounds = { first: number; last: number };

/** The quarters of a day in which there may be use: not before the identity was made, and not after now. */
function boundsOf(start: number, { created, calendar }: Clock): Bounds {
  const quarterAt = (time: number) => Math.floor((time - start) / QUARTER);
  const last = Math.min(QUARTERS_A_DAY - 1, quarterAt(calendar.now.getTime()));
  // A day before the identity's own is only there where use is meant to be older.
  const first = created < start + DAY ? Math.max(0, quarterAt(created)) : 0;
  return { first: Math.min(first, last), last };
}

/** The errors of the day of the outage, one number for each quarter of it that gets some; none on other days. */
function failedInOutage(day: DemoUsageDay, start: number, { first }: Bounds, clock: Clock): number[] {
  const isOutage = start === clock.calendar.today + OUTAGE_DAY * DAY;
  if (!isOutage || day.errors === 0 || first > OUTAGE.first) return [];
  return dealt(day.errors, new Array<number>(Math.min(3, clock.most, day.errors)).fill(1), clock.random);
}

/** Some different quarters of a day, in no order; as many of them as `failed` asks for come first, from the outage. */
function drawQuarters(
  { requests, errors }: DemoUsageDay,
  failed: readonly number[],
  { first, last }: Bounds,
  { rhythm, most, random }: Clock,
): number[] {
  // Whoever asks more often is there for longer.
  const lasting = Math.max(1, Math.round(Math.log2(requests + 1) * random.logNormal(0.35, 0.35)));
  const free = failed.length === 0 ? requests : requests - errors + failed.length;
  const wanted = Math.min(most, free, lasting);
  const found: number[] = [];
  while (found.length < failed.length) {
    const at = random.whole(OUTAGE.first, OUTAGE.last);
    if (!found.includes(at)) found.push(at);
  }
  const shares = SHARES[rhythm];
  const before = first === 0 ? 0 : (shares[first - 1] ?? 0);
  const all = (shares[last] ?? 0) - before;
  // One draw each: two that fall on the same quarter are one that is busier.
  for (let draws = found.length; draws < wanted || found.length === 0; draws += 1) {
    const drawn = before + random.next() * all;
    let at = first;
    while (at < last && (shares[at] ?? 0) <= drawn) at += 1;
    if (!found.includes(at)) found.push(at);
  }
  return found;
}

/** Deals a number to some places by chance, at least `least` to each; the parts add up exactly. */
function dealt(whole: number, least: readonly number[], random: Random): number[] {
  const weights = least.map(() => 0.3 + random.next());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const free = whole - least.reduce((sum, one) => sum + one, 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight, at) => {
    seen += weight;
    const part = (at === weights.length - 1 ? free : Math.floor((free * seen) / total)) - given;
    given += part;
    return part + (least[at] ?? 0);
  });
}

function runningShares(hours: readonly number[], ahead: number): Float64Array {
  const shares = new Float64Array(QUARTERS_A_DAY);
  let sum = 0;
  for (let quarter = 0; quarter < QUARTERS_A_DAY; quarter += 1) {
    sum += hours[(Math.floor(quarter / 4) + ahead + 24) % 24] ?? 0;
    shares[quarter] = sum;
  }
  return shares;
}
