import { beforeAll, expect, test, vi } from 'vitest';
import { addUse, type Use } from '@/lib/embedded-api/testing/use';
import { readDailyUsage } from './daily-usage';
import { readIdentity } from './identities';
import { store } from './store';
import { actAs, withOwnStore } from './testing/own-store';
import { upstream } from './upstream';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** The real client on the embedded API: what a card says is what the days come to. */
withOwnStore();

const QUARTER = 15 * 60_000;
const ID = 'team-a';
let uses: Use[];

beforeAll(async () => {
  await actAs('viewer');
  const made = await (await upstream()).create({ external_id: ID });
  if (!made.ok) throw new Error(made.error.message);
  const present = Math.floor(Date.now() / QUARTER) * QUARTER;
  // Odd steps, so that every hour of the day has its turn, with costs of less than a cent among them.
  uses = Array.from({ length: 400 }, (_, at) => ({
    externalId: ID,
    at: new Date(present - at * 53 * QUARTER),
    requests: (at % 7) * 3 + 1,
    errors: at % 2,
    tokens: at * 1_000 + 1,
    cost: (at * 0.0000312 + (at % 5)).toFixed(7),
  }));
  await addUse((await store()).orm, uses);
});

async function usageOf(...[zone, days]: [string, 7 | 30 | 90]) {
  const usage = await readDailyUsage(ID, { days, timeZone: zone });
  if (!usage.ok) throw new Error(usage.error.message);
  return usage.value;
}

test('the figures of the cards are those of the chart, where both speak of the same days', async () => {
  const [identity, usage] = [await readIdentity(ID, { figures: true }), await usageOf('UTC', 30)];
  if (!identity.ok) throw new Error(identity.error.message);
  const { total_requests, total_tokens, total_cost, error_rate } = identity.value.metrics ?? {};
  const { requests, tokens, cost, errors } = usage.totals;
  expect(requests).toEqual({ sum: total_requests, gaps: 0 });
  expect(tokens).toEqual({ sum: total_tokens, gaps: 0 });
  expect(cost.sum).toBeCloseTo(total_cost ?? Number.NaN, 9);
  expect((errors.sum ?? Number.NaN) / (requests.sum ?? Number.NaN)).toBeCloseTo(error_rate ?? Number.NaN, 12);
});

test.each(['UTC', 'Pacific/Kiritimati', 'Asia/Kolkata', 'Pacific/Niue', 'Europe/Berlin', 'America/New_York'])(
  'in %s nothing is lost between two days and nothing is counted twice',
  async (zone) => {
    for (const days of [7, 30, 90] as const) {
      const usage = await usageOf(zone, days);
      const dateIn = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
      const within = uses.filter(({ at }) => dateIn.format(at) >= (usage.days[0]?.date ?? ''));
      const sum = (part: (use: Use) => number) => within.reduce((total, use) => total + part(use), 0);
      expect(usage.totals.requests.sum).toBe(sum((use) => use.requests));
      expect(usage.totals.errors.sum).toBe(sum((use) => use.errors));
      expect(usage.totals.tokens.sum).toBe(sum((use) => use.tokens));
      expect(usage.totals.cost.sum).toBeCloseTo(
        sum((use) => Number(use.cost)),
        6,
      );
      const [first] = usage.days;
      const counted = within.filter(({ at }) => dateIn.format(at) === first?.date);
      expect(first?.figures.requests).toBe(counted.reduce((total, use) => total + use.requests, 0));
    }
  },
);
