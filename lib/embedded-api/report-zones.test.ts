import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dayRows, quarterRows, workspaceRows } from '@/lib/demo-workspace/seed-rows';
import { decimalOf, picoOf } from '@/lib/demo-workspace/money';
import { PERIODS } from '@/lib/reporting/period';
import { dateIn, reportingWindow } from '@/lib/reporting/reporting-window';
import { aroundClockChange, ODD_ZONES } from '@/lib/reporting/testing/odd-zones';
import { QUARTER_MS } from './add-usage';
import { createEmbeddedApi } from './api';
import { testStores, type FreshStore } from './testing/stores';
import { METRICS_DAYS } from './usage-store';

const KEY = 'key-of-this-test';
const IDS = ['a', 'b', 'gone'];
const DAY_MS = 86_400_000;
const RUNS = 40;

const figures = z.object({
  request_count: z.number(),
  error_count: z.number(),
  total_tokens: z.number(),
  total_cost: z.number(),
  error_rate: z.number().optional(),
});
const report = z.object({
  data: z.array(
    z.object({
      timestamp: z.string().optional(),
      dimensions: z.object({ identity: z.string().optional() }),
      metrics: figures,
    }),
  ),
  totals: z.object({ metrics: figures }),
});
const listed = z.object({
  data: z.array(
    z.object({
      external_id: z.string(),
      metrics: z.object({
        total_requests: z.number(),
        total_tokens: z.number(),
        total_cost: z.number(),
        error_rate: z.number(),
      }),
    }),
  ),
});

/** Sums in whole numbers, costs in picodollars: nothing is lost by adding. */
type Sum = { requests: number; errors: number; tokens: number; cost: bigint };
const NOTHING: Sum = { requests: 0, errors: 0, tokens: 0, cost: 0n };
const plus = (one: Sum, other: Sum): Sum => ({
  requests: one.requests + other.requests,
  errors: one.errors + other.errors,
  tokens: one.tokens + other.tokens,
  cost: one.cost + other.cost,
});
const answered = (metrics: z.infer<typeof figures>): Sum => ({
  requests: metrics.request_count,
  errors: metrics.error_count,
  tokens: metrics.total_tokens,
  cost: picoOf(metrics.total_cost.toFixed(12)),
});

const sumOf = (data: z.infer<typeof report>['data']) =>
  data.map(({ metrics }) => answered(metrics)).reduce(plus, NOTHING);

/** Costs below a dollar with all twelve places: sums of them are numbers that keep every digit. */
const used = fc
  .record({
    externalId: fc.constantFrom(...IDS),
    daysAgo: fc.integer({ min: -2, max: 200 }),
    quarterOfDay: fc.integer({ min: 0, max: 95 }),
    requests: fc.integer({ min: 1, max: 1_000 }),
    failed: fc.double({ min: 0, max: 1, noNaN: true }),
    tokens: fc.integer({ min: 0, max: 1_000_000 }),
    cost: fc.bigInt({ min: 0n, max: 999_999_999_999n }),
  })
  .map(({ failed, ...row }) => ({ ...row, errors: Math.floor(row.requests * failed) }));
type Used = typeof used extends fc.Arbitrary<infer Row> ? Row : never;
type Stored = Sum & { externalId: string; quarter: number };

describe.each(testStores(process.env.TEST_DATABASE_URL))('reports of any zone on $name', ({ open }) => {
  let store: FreshStore;
  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());

  /** Stores use, of each identity and quarter once, and gives it back as stored. */
  async function stored(rows: readonly Used[], now: Date): Promise<Stored[]> {
    const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    const quarters = new Map<string, Stored>();
    for (const { externalId, daysAgo, quarterOfDay, ...sum } of rows) {
      const quarter = today - daysAgo * DAY_MS + quarterOfDay * QUARTER_MS;
      quarters.set(`${quarter} ${externalId}`, { externalId, quarter, ...sum });
    }
    const kept = [...quarters.values()];
    await store.clear();
    const { orm } = store.database;
    if (kept.length > 0)
      await orm.execute(quarterRows(kept.map((row) => ({ ...row, cost: decimalOf(row.cost) }))));
    await orm.execute(dayRows());
    await orm.execute(workspaceRows());
    return kept;
  }

  it('add up: buckets, identities, totals and the figures of the list are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(used, { maxLength: 60 }),
        fc.constantFrom(...ODD_ZONES),
        fc.constantFrom(...PERIODS),
        aroundClockChange,
        async (rows, timeZone, days, now) => {
          const all = await stored(rows, now);
          const handle = createEmbeddedApi({
            database: store.database,
            apiKey: KEY,
            timeZone,
            now: () => now,
            onError: (error) => {
              throw error;
            },
          });
          const call = async (method: string, path: string, body?: object): Promise<unknown> => {
            const answer = await handle(
              new Request(`http://api.localhost${path}`, {
                method,
                headers: { authorization: `Bearer ${KEY}` },
                ...(body !== undefined && { body: JSON.stringify(body) }),
              }),
            );
            return answer.json();
          };
          const { from, to } = reportingWindow(timeZone, days, now);
          const ask = async (options: object) =>
            report.parse(
              await call('POST', '/v2/reporting', {
                ...{ metric: 'genai.usage', from, to, grain: 'day', time_zone: timeZone, limit: 5_000 },
                ...{ include_totals: true, ...options },
              }),
            );
          const inside = all.filter(({ quarter }) => quarter >= from.getTime() && quarter < to.getTime());
          const total = inside.reduce<Sum>(plus, NOTHING);

          const daily = await ask({});
          const hourly = await ask({ grain: 'hour' });
          const byIdentity = await ask({ group_by: ['identity'] });
          const ranked = await ask({ group_by: ['identity'], mode: 'scalar' });
          const filtered = await Promise.all(
            IDS.map((id) => ask({ filters: [{ field: 'identity', op: 'eq', values: [id] }] })),
          );
          const others = await ask({ filters: [{ field: 'identity', op: 'neq', values: ['a'] }] });

          // Whatever it is divided by, it adds up to the same, and to what was stored.
          for (const one of [daily, hourly, byIdentity, ranked]) {
            expect(answered(one.totals.metrics)).toEqual(total);
            expect(sumOf(one.data)).toEqual(total);
          }
          expect(
            filtered
              .flatMap(({ data }) => data)
              .map(({ metrics }) => metrics)
              .map(answered)
              .reduce(plus, NOTHING),
          ).toEqual(total);
          expect(sumOf(others.data)).toEqual(
            inside.filter(({ externalId }) => externalId !== 'a').reduce<Sum>(plus, NOTHING),
          );

          // Each day has what was used on that date of the zone.
          const dates = new Map<string, Sum>();
          for (const row of inside) {
            const date = dateIn(timeZone, new Date(row.quarter));
            dates.set(date, plus(dates.get(date) ?? NOTHING, row));
          }
          const seen = daily.data.filter(({ metrics }) => metrics.request_count > 0);
          expect(
            new Map(
              seen.map((row) => [dateIn(timeZone, new Date(row.timestamp ?? '')), answered(row.metrics)]),
            ),
          ).toEqual(new Map([...dates].sort(([one], [other]) => (one < other ? -1 : 1))));

          // The list shows of each identity what its report says.
          if (days !== METRICS_DAYS) return;
          for (const id of IDS) await call('POST', '/v2/identities', { external_id: id });
          const { data } = listed.parse(await call('GET', '/v2/identities?include_metrics=true'));
          expect(data).toHaveLength(IDS.length);
          for (const { external_id, metrics } of data) {
            const row = ranked.data.find(({ dimensions }) => dimensions.identity === external_id)?.metrics;
            expect(metrics).toEqual({
              total_requests: row?.request_count ?? 0,
              total_tokens: row?.total_tokens ?? 0,
              total_cost: row?.total_cost ?? 0,
              error_rate: row?.error_rate ?? 0,
            });
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);
});
