import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tagKey } from '@/lib/db/identity-keys';
import { identities } from '@/lib/db/schema';
import { identityMetrics } from '@/lib/identity/schema';
import {
  identityStanding,
  overview,
  RANKED_BY,
  ranking,
  type RankedRow,
} from '@/lib/reporting/ranking-schema';
import { reportingWindow } from '@/lib/reporting/reporting-window';
import { reportAnswer } from '@/lib/reporting/schema';
import { startTestApi, type TestApi } from './testing/api-client';
import { testStores, type FreshStore } from './testing/stores';
import { addUse, type Use } from './testing/use';

const ZONES = ['UTC', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'Pacific/Pago_Pago', 'Europe/Berlin'];
const DAY = 86_400_000;

describe.each(testStores(process.env.TEST_DATABASE_URL))('ranking on $name', ({ open }) => {
  let store: FreshStore;
  let api: TestApi;
  const clock = { now: Date.UTC(2026, 10, 20, 15) };
  const now = () => new Date(clock.now);
  beforeAll(async () => {
    store = await open();
  }, 60_000);
  beforeEach(async () => {
    await store.clear();
    api = await startTestApi(store.database, now);
  });
  afterEach(async () => {
    expect(api.errors).toEqual([]);
    await api.close();
  });
  afterAll(() => store.close());

  const read = async (query: string, from = api) => {
    const answer = await from.call('GET', `/v2/reporting/identities?${query}`);
    expect(answer.text, query).toContain('"object":"ranking"');
    return ranking.parse(answer.json);
  };
  const use = (externalId: string, daysAgo: number, cost: string, requests = 10, errors = 0): Use => ({
    externalId,
    at: new Date(clock.now - daysAgo * DAY),
    requests,
    errors,
    tokens: requests * 100,
    cost,
  });

  it('ranks everybody, whatever page they are on by default, and those that are gone', async () => {
    const ada = await api.create({ external_id: 'ada', display_name: 'Ada', tags: ['pro'] });
    await api.create({ external_id: 'bo', tags: ['pro', 'free'] });
    await api.create({ external_id: 'idle' });
    await addUse(store.database.orm, [
      use('ada', 1, '2.5', 4, 2),
      use('ada', 40, '1', 4),
      use('bo', 2, '7', 100, 1),
      use('gone', 3, '3.25', 7),
      use('idle', 200, '9'),
    ]);
    const { data, window, has_more } = await read('rank_by=cost');
    expect(window).toMatchObject({
      time_zone: 'UTC',
      days: 30,
      from: '2026-10-22T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
    });
    expect(has_more).toBe(false);
    expect(data.map(({ rank, external_id, figures }) => [rank, external_id, figures.cost])).toEqual([
      [1, 'bo', 7],
      [2, 'gone', 3.25],
      [3, 'ada', 2.5],
    ]);
    expect(data[1]?.identity).toBeUndefined();
    expect(data[2]).toMatchObject({
      identity: { _id: ada._id, display_name: 'Ada', tags: ['pro'] },
      before: { cost: 1, requests: 4 },
    });
    expect((await read('rank_by=error-rate')).data.map(({ external_id }) => external_id)).toEqual([
      'ada',
      'bo',
      'gone',
    ]);
    expect((await read('rank_by=cost&filter_by.tags=pro')).data.map(({ rank }) => rank)).toEqual([1, 3]);
    expect((await read('rank_by=cost&search=ada')).data.map(({ rank }) => rank)).toEqual([3]);
    expect((await read('rank_by=change')).data.map(({ external_id }) => external_id)).toEqual([
      'bo',
      'gone',
      'ada',
    ]);
  });

  it('says where one identity stands, also among those that share its tags', async () => {
    await api.create({ external_id: 'ada', tags: ['free'] });
    for (const external_id of ['bo', 'cy', 'di']) await api.create({ external_id, tags: ['free'] });
    await addUse(store.database.orm, [use('ada', 1, '2.5', 4, 2), use('bo', 1, '1'), use('cy', 1, '9', 1)]);
    const answer = await api.call('GET', '/v2/reporting/identities/ada?days=7');
    expect(identityStanding.parse(answer.json)).toMatchObject({
      window: { days: 7 },
      figures: { requests: 4, errors: 2, tokens: 400, cost: 2.5 },
      ranks: {
        cost: { rank: 2, of: 3 },
        requests: { rank: 2, of: 3 },
        'error-rate': { rank: 1, of: 3 },
      },
      among_tags: [{ tag: 'free', identities: 4, cost_less: 2 }],
    });
    expect((await api.call('GET', '/v2/reporting/identities/nobody')).status).toBe(404);
  });

  it('says it of a tag that very many have as well, to one in a hundred', { timeout: 60_000 }, async () => {
    const { orm } = store.database;
    await orm.execute(sql`
      insert into ${identities} (_id, external_id, tags, tag_keys, search_text, created, updated)
      select 'crowd-' || n, 'crowd-' || n, '{free}', array[${tagKey('free')}], '', ${now()}, ${now()}
      from generate_series(1, 20000) as n`);
    await api.create({ external_id: 'ada', tags: ['free'] });
    // 600 of 20,001 cost more than Ada, 20 as much; the others nothing.
    await addUse(orm, [
      use('ada', 1, '2.5'),
      ...Array.from({ length: 600 }, (_, n) => use(`crowd-${n + 1}`, 1, '3')),
      ...Array.from({ length: 20 }, (_, n) => use(`crowd-${n + 601}`, 1, '2.5')),
    ]);
    const answer = await api.call('GET', '/v2/reporting/identities/ada?days=7');
    const { among_tags } = identityStanding.parse(answer.json);
    expect(among_tags).toHaveLength(1);
    const [{ identities: all, cost_less: less } = { identities: 0, cost_less: 0 }] = among_tags;
    expect(all).toBe(20_001);
    // 19,380 cost less in truth: never more than that is claimed, and at most a hundredth less.
    expect(less).toBeLessThanOrEqual(19_380);
    expect(less).toBeGreaterThan(19_380 - 201);
  });

  it('counts what was reported since the last look', async () => {
    await api.create({ external_id: 'ada' });
    expect((await read('rank_by=cost')).data).toEqual([]);
    await api.call('POST', '/v2/identities/ada/usage', { requests: 2, cost: 0.25 });
    expect((await read('rank_by=cost')).data).toMatchObject([
      { external_id: 'ada', figures: { requests: 2, cost: 0.25 } },
    ]);
    clock.now += 29 * DAY;
    expect((await read('rank_by=cost')).data).toHaveLength(1);
    clock.now += DAY;
    expect((await read('rank_by=cost')).data).toEqual([]);
    clock.now -= 30 * DAY;
  });

  it('refuses what it does not know, and says what it does', async () => {
    for (const [query, field] of [
      ['', 'rank_by'],
      ['rank_by=age', 'rank_by'],
      ['rank_by=cost&days=31', 'days'],
      ['rank_by=cost&starting_after=nobody', 'starting_after'],
      ['rank_by=cost&ending_before=a&starting_after=b', 'starting_after'],
    ] as const) {
      const answer = await api.call('GET', `/v2/reporting/identities?${query}`);
      expect(answer.status, query).toBe(400);
      expect(answer.json, query).toMatchObject({ code: 'invalid_request' });
      expect(answer.text, query).toContain(`"${field}"`);
    }
  });

  const uses = fc.array(
    fc.record({
      externalId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      hours: fc.integer({ min: 0, max: 24 * 16 }),
      requests: fc.integer({ min: 1, max: 5 }),
      errors: fc.integer({ min: 0, max: 1 }),
      tokens: fc.integer({ min: 0, max: 3 }),
      cost: fc.constantFrom('0', '0.1', '0.2', '0.000000000001', '12.5'),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it(
    'agrees with adding up by hand, in every zone, and pages meet everyone once',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          uses,
          fc.constantFrom(...ZONES),
          fc.constantFrom(...RANKED_BY),
          fc.integer({ min: 1, max: 3 }),
          async (made, zone, rankedBy, limit) => {
            await store.clear();
            const all = made.map(({ hours, ...rest }) => ({
              ...rest,
              at: new Date(clock.now - hours * 3_600_000 - 60_000),
            }));
            await addUse(store.database.orm, all);
            const zoned = await startTestApi(store.database, now, { timeZone: zone });
            try {
              const pages: RankedRow[] = [];
              for (let after = ''; ;) {
                const page = await read(`rank_by=${rankedBy}&days=7&limit=${limit}${after}`, zoned);
                pages.push(...page.data);
                if (!page.has_more) break;
                after = `&starting_after=${pages.at(-1)?.external_id}`;
              }
              const window = reportingWindow(zone, 7, now());
              const costIn = (externalId: string, from: Date, to: Date) =>
                all
                  .filter((each) => each.externalId === externalId && each.at >= from && each.at < to)
                  .reduce((sum, each) => sum + BigInt(Math.round(Number(each.cost) * 1e12)), 0n);
              const expected = new Map<string, bigint>(
                all.map(({ externalId }) => [externalId, costIn(externalId, window.from, window.to)]),
              );
              expect(pages.map(({ rank }) => rank)).toEqual(pages.map((_, at) => at + 1));
              expect(new Set(pages.map(({ external_id }) => external_id)).size).toBe(pages.length);
              for (const { external_id, figures } of pages)
                expect(figures.cost).toBe(Number(expected.get(external_id)) / 1e12);
              const answered = await zoned.call('GET', '/v2/reporting/overview?days=7');
              const { totals, days, identities } = overview.parse(answered.json);
              if (rankedBy !== 'change') expect(identities).toBe(pages.length);
              for (const figure of ['requests', 'errors', 'tokens'] as const) {
                const sum = days.reduce((so, day) => so + day.figures[figure], 0);
                expect(sum).toBe(totals[figure]);
                if (rankedBy !== 'change')
                  expect(pages.reduce((so, row) => so + row.figures[figure], 0)).toBe(sum);
              }
            } finally {
              await zoned.close();
            }
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  it.each(ZONES)('an identity has the same figures wherever they stand, in %s', async (timeZone) => {
    await api.create({ external_id: 'ada' });
    // Around the borders of the window of every zone, and in the midst of it.
    const hours = [1, 5, 13, 26, 29 * 24 - 9, 29 * 24 + 3, 29 * 24 + 14, 30 * 24 + 2, 31 * 24];
    await addUse(
      store.database.orm,
      hours.map((hour, at) => ({ ...use('ada', hour / 24, `0.${at + 1}00000000001`, at + 2, 1) })),
    );
    const zoned = await startTestApi(store.database, now, { timeZone });
    try {
      const { from, to } = reportingWindow(timeZone, 30, now());
      const metrics = z.object({ metrics: identityMetrics });
      const [listed] = (await zoned.list('?include_metrics=true')).data.map(
        (row) => metrics.parse(row).metrics,
      );
      const [ranked] = (await read('rank_by=cost', zoned)).data;
      const standing = await zoned.call('GET', '/v2/reporting/identities/ada');
      const report = await zoned.call('POST', '/v2/reporting', {
        metric: 'genai.usage',
        from: from.toISOString(),
        to: to.toISOString(),
        time_zone: timeZone,
        grain: 'day',
        filters: [{ field: 'identity', op: 'eq', values: ['ada'] }],
        include_totals: true,
      });
      const totals = reportAnswer.parse(report.json).totals?.metrics;
      const all = [
        [listed?.total_requests, listed?.total_tokens, listed?.total_cost],
        ...[ranked?.figures, identityStanding.parse(standing.json).figures].map((figures) => [
          figures?.requests,
          figures?.tokens,
          figures?.cost,
        ]),
        [totals?.request_count, totals?.total_tokens, totals?.total_cost],
      ];
      expect(all[0]?.[0]).toBeGreaterThan(10);
      for (const figures of all) expect(figures).toEqual(all[0]);
      expect(listed?.error_rate).toBe((ranked?.figures.errors ?? NaN) / (ranked?.figures.requests ?? NaN));
    } finally {
      await zoned.close();
    }
  });

  it('takes no more room with every look', async () => {
    // A server of Postgres clears up when it finds the time.
    if (store.database.kind !== 'embedded') return;
    const many = Array.from({ length: 500 }, (_, at) => use(`id-${at}`, 1, '1'));
    await addUse(store.database.orm, many);
    await api.create({ external_id: 'ada' });
    const bytes = z.object({ rows: z.array(z.object({ bytes: z.coerce.number() })) });
    const sizeAfter = async (looks: number) => {
      for (let look = 0; look < looks; look += 1) {
        await api.call('POST', '/v2/identities/ada/usage', { requests: 1 });
        await read('rank_by=cost');
      }
      const { rows } = bytes.parse(
        await store.database.orm.execute(
          sql`select pg_total_relation_size('usage_standing_rows')::text as bytes`,
        ),
      );
      return rows[0]?.bytes ?? NaN;
    };
    const few = await sizeAfter(5);
    expect(await sizeAfter(20)).toBeLessThan(few * 1.5);
  });

  it('finds ranks far down by the milestones', { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 2_600 }, (_, at) =>
      use(`id-${String(at).padStart(4, '0')}`, 1, '1', at + 1),
    );
    await addUse(store.database.orm, many);
    const first = await read('rank_by=requests&limit=50');
    expect(first.data[0]).toMatchObject({ rank: 1, figures: { requests: 2_600 } });
    for (const [after, rank] of [
      ['id-1601', 1_000],
      ['id-1600', 1_001],
      ['id-0001', 2_600],
    ] as const) {
      const page = await read(`rank_by=requests&limit=1&starting_after=${after}`);
      expect(page.data[0]?.rank).toBe(rank);
    }
    const before = await read('rank_by=requests&limit=2&ending_before=id-0000');
    expect(before.data.map(({ rank }) => rank)).toEqual([2_598, 2_599]);
  });
});
