import { describe, expect, test } from 'vitest';
import type { DemoIdentity, DemoUsageDay, DemoUsageQuarter } from './demo-identity';
import { generateWorkspace } from './generate-workspace';
import { picoOf } from './money';
import { STORY_IDS } from './stories';

const NOW = new Date('2026-11-20T15:30:00Z');
const DAY = 86_400_000;
const QUARTER = 900_000;

type Workspace = { identities: DemoIdentity[]; usage: DemoUsageDay[]; quarters: DemoUsageQuarter[] };

function workspaceAt(now: Date, profile: 'demo' | 'huge' = 'demo', size = 1_200): Workspace {
  const batches = [...generateWorkspace({ profile, size, now, avatarOrigin: 'http://127.0.0.1:3000' })];
  return {
    identities: batches.flatMap((batch) => batch.identities),
    usage: batches.flatMap((batch) => batch.usage),
    quarters: batches.flatMap((batch) => batch.quarters),
  };
}

const dayOf = ({ quarter }: DemoUsageQuarter) => new Date(quarter).toISOString().slice(0, 10);

/** The days again, added up from their quarters. */
function addedUp(quarters: readonly DemoUsageQuarter[]) {
  const days = new Map<
    string,
    { requests: number; errors: number; tokens: number; cost: bigint; quarters: number }
  >();
  for (const quarter of quarters) {
    const name = `${dayOf(quarter)} ${quarter.externalId}`;
    const sum = days.get(name) ?? { requests: 0, errors: 0, tokens: 0, cost: 0n, quarters: 0 };
    days.set(name, {
      requests: sum.requests + quarter.requests,
      errors: sum.errors + quarter.errors,
      tokens: sum.tokens + quarter.tokens,
      cost: sum.cost + picoOf(quarter.cost),
      quarters: sum.quarters + 1,
    });
  }
  return days;
}

describe.each([
  ['an afternoon', NOW, 'demo', 8],
  ['just after midnight', new Date('2026-03-01T00:00:00.000Z'), 'demo', 8],
  ['a large workspace', NOW, 'huge', 2],
] as const)('quarters of an hour, %s', (_, now, profile, most) => {
  const { identities, usage, quarters } = workspaceAt(now, profile);

  test('add up to every day exactly, and are few', () => {
    const days = addedUp(quarters);
    expect(days.size).toBe(usage.length);
    const wrong = usage.filter(({ externalId, day, requests, errors, tokens, cost }) => {
      const sum = days.get(`${day} ${externalId}`);
      return (
        sum?.requests !== requests ||
        sum.errors !== errors ||
        sum.tokens !== tokens ||
        sum.cost !== picoOf(cost) ||
        sum.quarters > most
      );
    });
    expect(wrong).toEqual([]);
  });

  test('are each consistent, none twice', () => {
    const wrong = quarters.filter(
      ({ quarter, requests, errors, tokens, cost }) =>
        quarter % QUARTER !== 0 ||
        requests < 1 ||
        errors < 0 ||
        errors > requests ||
        tokens < requests ||
        picoOf(cost) < 0n,
    );
    expect(wrong).toEqual([]);
    expect(new Set(quarters.map(({ externalId, quarter }) => `${quarter} ${externalId}`)).size).toBe(
      quarters.length,
    );
  });

  test('lie neither after now nor before their identity', () => {
    const made = new Map(identities.map(({ externalId, created }) => [externalId, created.getTime()]));
    expect(quarters.filter(({ quarter }) => quarter > now.getTime())).toEqual([]);
    const early = quarters.filter(
      ({ externalId, quarter }) =>
        externalId !== 'edge-returned' &&
        quarter + QUARTER <= Math.min(made.get(externalId) ?? Infinity, now.getTime()),
    );
    expect(early).toEqual([]);
  });
});

describe('the rhythm of the demo workspace', () => {
  const { quarters } = workspaceAt(NOW);
  const hours = (externalId: string) => {
    const found = new Array<number>(24).fill(0);
    for (const one of quarters)
      if (one.externalId === externalId) found[new Date(one.quarter).getUTCHours()]! += one.requests;
    return found;
  };
  const share = (found: number[], first: number, last: number) =>
    found.slice(first, last + 1).reduce((sum, one) => sum + one, 0) /
    found.reduce((sum, one) => sum + one, 0);

  test('people are there by day, machines also by night', () => {
    expect(share(hours(STORY_IDS.northwind), 6, 18)).toBeGreaterThan(0.8);
    expect(share(hours(STORY_IDS.nightlyEval), 0, 5)).toBeGreaterThan(0.3);
  });

  test('the errors of the outage all lie between 02:00 and 05:00', () => {
    const start = Date.parse('2026-11-09');
    const failed = quarters.filter(
      ({ quarter, errors }) => quarter >= start && quarter < start + DAY && errors > 0,
    );
    expect(failed.length).toBeGreaterThan(50);
    const outside = failed.filter(
      ({ quarter }) => quarter < start + 2 * 3_600_000 || quarter >= start + 5 * 3_600_000,
    );
    expect(outside).toEqual([]);
  });

  test('is the same every time', () => {
    expect(workspaceAt(NOW).quarters).toEqual(quarters);
  });
});
