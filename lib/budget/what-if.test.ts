import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUDGET_PERIODS } from './schema';
import { whatIf, whatIfWords, type UsedDay } from './what-if';

const day = (date: string, requests: number, cost: number, tokens = 0): UsedDay => ({
  date,
  requests,
  cost,
  tokens,
});
const monthly = (amount: number | null, token_limit: number | null = null) =>
  ({ period: 'BUDGET_PERIOD_MONTHLY', amount, token_limit }) as const;

test('the day in which a limit is passed may have lost requests, the days after it have lost all', () => {
  const days = [
    day('2026-11-01', 10, 4),
    day('2026-11-02', 20, 4),
    day('2026-11-03', 30, 4),
    day('2026-12-01', 40, 4),
  ];
  expect(whatIf(days, monthly(6))).toEqual({
    days: 2,
    requestsLeast: 30,
    requestsMost: 50,
    shareLeast: 0.3,
    shareMost: 0.5,
    firstDate: '2026-11-02',
  });
});

test('a limit that is met to the cent stops from the next day on; one of nothing stops everything', () => {
  const days = [day('2026-11-01', 10, 0.1), day('2026-11-02', 20, 0.2), day('2026-11-03', 30, 1)];
  expect(whatIf(days, monthly(0.3))).toMatchObject({ days: 1, requestsLeast: 30, requestsMost: 30 });
  expect(whatIf(days, monthly(0))).toMatchObject({ days: 3, requestsLeast: 60, shareLeast: 1 });
});

test('tokens limit as cost does, and days before the replayed ones only fill their period', () => {
  const days = [day('2026-11-01', 10, 0, 900), day('2026-11-02', 20, 0, 200), day('2026-11-03', 30, 0, 5)];
  expect(whatIf(days, monthly(null, 1000), '2026-11-02')).toMatchObject({
    requestsLeast: 30,
    requestsMost: 50,
    shareMost: 1,
    firstDate: '2026-11-02',
  });
});

test('weeks begin on Monday, and a one-time budget never begins anew', () => {
  const days = [day('2026-11-15', 1, 5), day('2026-11-16', 1, 5), day('2026-11-22', 1, 5)];
  const limits = { amount: 9, token_limit: null };
  expect(whatIf(days, { period: 'BUDGET_PERIOD_WEEKLY', ...limits })).toMatchObject({
    firstDate: '2026-11-22',
  });
  expect(whatIf(days, { period: 'BUDGET_PERIOD_ONE_TIME', ...limits })).toMatchObject({
    days: 2,
    requestsLeast: 1,
  });
});

test('says it in a sentence', () => {
  const words = (found: Partial<ReturnType<typeof whatIf>>) =>
    whatIfWords(
      {
        days: 4,
        requestsLeast: 212,
        requestsMost: 312,
        shareLeast: 0.0143,
        shareMost: 0.021,
        firstDate: 'd',
        ...found,
      },
      () => '3 Nov',
    );
  expect(words({})).toBe(
    'Would have stopped between 212 and 312 requests (1.4 to 2.1%) on 4 days, first on 3 Nov.',
  );
  expect(words({ days: 1, requestsLeast: 1, requestsMost: 1, shareMost: 0.00001 })).toBe(
    'Would have stopped 1 request (<0.1%) on 1 day, first on 3 Nov.',
  );
  expect(words({ firstDate: undefined })).toBe('Would have stopped nothing.');
});

const usedDays = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 120 }).chain((offsets) =>
  fc.tuple(
    ...offsets.map((offset) =>
      fc.record({
        date: fc.constant(new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10)),
        requests: fc.nat(1000),
        tokens: fc.nat(100_000),
        cost: fc.nat(10_000).map((cents) => cents / 100),
      }),
    ),
  ),
);
const period = fc.constantFrom(...BUDGET_PERIODS);
const amount = fc.option(fc.nat(50_000).map((cents) => cents / 100));
const tokens = fc.option(fc.nat(1_000_000));

test('least is at most most, which is at most all; no limit stops nothing; order does not matter', () => {
  fc.assert(
    fc.property(usedDays, period, amount, tokens, (days, each, cost, token_limit) => {
      const limits = { period: each, amount: cost, token_limit };
      const found = whatIf(days, limits);
      const all = days.reduce((sum, { requests }) => sum + requests, 0);
      expect(found.requestsLeast).toBeLessThanOrEqual(found.requestsMost);
      expect(found.requestsMost).toBeLessThanOrEqual(all);
      expect(found.shareMost).toBeLessThanOrEqual(1);
      expect(found.firstDate === undefined).toBe(found.days === 0);
      expect(whatIf([...days].reverse(), limits)).toEqual(found);
      if (cost === null && token_limit === null) expect(found.days).toBe(0);
    }),
  );
});

test('a higher limit never stops more', () => {
  fc.assert(
    fc.property(usedDays, period, fc.nat(50_000), fc.nat(50_000), (days, each, one, more) => {
      const at = (cents: number) => whatIf(days, { period: each, amount: cents / 100, token_limit: null });
      const [lower, higher] = [at(one), at(one + more)];
      expect(higher.requestsLeast).toBeLessThanOrEqual(lower.requestsLeast);
      expect(higher.requestsMost).toBeLessThanOrEqual(lower.requestsMost);
      expect(higher.days).toBeLessThanOrEqual(lower.days);
    }),
  );
});

test('the range holds whatever the order of the requests within each day', () => {
  const request = fc.record({ day: fc.nat(20), cents: fc.nat(200) });
  fc.assert(
    fc.property(fc.array(request, { maxLength: 80 }), fc.nat(2000), (requests, limit) => {
      const dateOf = (at: number) => new Date(Date.UTC(2026, 10, 1 + at)).toISOString().slice(0, 10);
      const sums = new Map<number, UsedDay>();
      for (const { day: at, cents } of requests) {
        const sum = sums.get(at) ?? { date: dateOf(at), requests: 0, tokens: 0, cost: 0 };
        sums.set(at, { ...sum, requests: sum.requests + 1, tokens: sum.tokens + cents });
      }
      let used = 0;
      let stopped = 0;
      // Stopped requests use nothing; those before the limit is reached are let through whatever they cost.
      for (const { cents } of [...requests].sort((one, other) => one.day - other.day)) {
        if (used >= limit) stopped += 1;
        else used += cents;
      }
      const found = whatIf([...sums.values()], monthly(null, limit));
      expect(found.requestsLeast).toBeLessThanOrEqual(stopped);
      // A request after the limit was met exactly, and which costs nothing itself, is the one thing days do not show.
      const free = requests.filter(({ cents }) => cents === 0).length;
      expect(stopped).toBeLessThanOrEqual(found.requestsMost + free);
    }),
  );
});
