import { asc, count } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { usageQuarters, workspaceQuarters } from '@/lib/db/reporting-tables';
import { usageDays, usageReports } from '@/lib/db/schema';
import { recordedUsage } from '@/lib/identity/usage';
import { USAGE_KEY_KEPT_MS } from './record-usage';
import { startTestApi, type TestApi } from './testing/api-client';
import { testStores, type FreshStore } from './testing/stores';
import { usageSums } from './testing/usage-sums';

const NOON = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 86_400_000;

describe.each(testStores(process.env.TEST_DATABASE_URL))('recording usage on $name', ({ open }) => {
  let store: FreshStore;
  let api: TestApi;
  const clock = { now: NOON };
  beforeAll(async () => {
    store = await open();
    api = await startTestApi(store.database, () => new Date(clock.now));
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await store.close();
  });
  beforeEach(async () => {
    clock.now = NOON;
    await store.clear();
  });
  afterEach(() => expect(api.errors).toEqual([]));

  const at = (id: string) => `/v2/identities/${encodeURIComponent(id)}`;
  const record = (id: string, report: object, key?: string, server = api) =>
    server.call('POST', `${at(id)}/usage`, report, key === undefined ? {} : { 'idempotency-key': key });
  const metricsOf = async (id: string) => (await api.call('GET', `${at(id)}?include_metrics=true`)).json;
  const requestsOf = async (id: string) => {
    const answer = await metricsOf(id);
    return (answer as { metrics: { total_requests: number } }).metrics.total_requests;
  };

  it('adds up to the figures of the identity, named by either reference, to the last digit', async () => {
    const ada = await api.create({ external_id: 'tenant/ada' });
    const first = await record('tenant/ada', { requests: 3, failed_requests: 1, tokens: 1200, cost: 0.1 });
    expect(first.status).toBe(201);
    expect(recordedUsage.parse(first.json)).toEqual({
      object: 'identity_usage',
      identity_id: ada._id,
      external_id: 'tenant/ada',
      day: '2026-11-20',
      requests: 3,
      failed_requests: 1,
      tokens: 1200,
      cost: 0.1,
    });
    expect((await record(ada._id, { requests: 1, cost: 0.2, time: null })).status).toBe(201);
    expect((await record(ada._id, { requests: 0, cost: 3.12e-5 })).status).toBe(201);
    const metrics = { total_requests: 4, total_tokens: 1200, total_cost: 0.3000312, error_rate: 0.25 };
    expect(await metricsOf('tenant/ada')).toMatchObject({ metrics });
    expect((await api.list('?include_metrics=true')).data).toMatchObject([{ metrics }]);
    expect((await api.call('GET', at(ada._id))).json).toMatchObject({ updated: ada.updated });
  });

  it('counts on the day (UTC) that it names, within the 30 days of the figures', async () => {
    await api.create({ external_id: 'a' });
    const days = [
      ['2026-11-20T00:30:00+01:00', '2026-11-19'],
      ['2026-10-22T00:00:00Z', '2026-10-22'],
      ['2026-10-21T23:59:59.999Z', '2026-10-21'],
      ['1970-01-01T00:00:00Z', '1970-01-01'],
      ['2026-11-20T12:05:00Z', '2026-11-20'],
    ];
    for (const [time, day] of days) {
      expect((await record('a', { requests: 1, time })).json).toMatchObject({ day });
    }
    expect(await requestsOf('a')).toBe(3);
  });

  it('counts in the quarter of an hour that it names, of the identity and of the workspace', async () => {
    await api.create({ external_id: 'a' });
    await api.create({ external_id: 'b' });
    const times = [
      ['2026-11-19T23:59:59.999Z', '2026-11-19T23:45:00.000Z'],
      ['2026-11-20T00:00:00Z', '2026-11-20T00:00:00.000Z'],
      ['2026-11-20T05:44:59+05:45', '2026-11-19T23:45:00.000Z'],
      ['1970-01-01T00:14:59Z', '1970-01-01T00:00:00.000Z'],
      [undefined, '2026-11-20T12:00:00.000Z'],
    ] as const;
    for (const [time] of times)
      await record('a', { requests: 1, tokens: 10, cost: 1e-6, time: time ?? null });
    await record('b', { requests: 5, failed_requests: 2 });
    const { orm } = store.database;
    const quarters = await orm.select().from(usageQuarters).orderBy(asc(usageQuarters.quarter));
    expect(new Set(quarters.map(({ quarter }) => quarter.toISOString()))).toEqual(
      new Set(times.map(([, quarter]) => quarter)),
    );
    const noon = await orm.select().from(workspaceQuarters).orderBy(asc(workspaceQuarters.quarter));
    expect(
      noon
        .filter(({ quarter }) => quarter.getTime() === NOON)
        .reduce((sum, { requests }) => sum + requests, 0),
    ).toBe(6);
    const { byDays, byQuarters, ofWorkspace } = await usageSums(orm);
    expect(byQuarters).toEqual(byDays);
    expect(byDays).toHaveLength(4);
    expect(ofWorkspace).toEqual({ requests: '10', errors: '2', tokens: '50', cost: '0.000005' });
  });

  it('with a key counts once, and answers the same again, also a day later and after a deletion', async () => {
    const ada = await api.create({ external_id: 'a' });
    const first = await record('a', { requests: 2, tokens: 7 }, 'key-1');
    clock.now += DAY_MS;
    const again = [
      await record('a', { tokens: 7, requests: 2, cost: 0 }, 'key-1'),
      await record(ada._id, { requests: 2, tokens: 7, failed_requests: null }, 'key-1'),
    ];
    await api.call('DELETE', at('a'));
    again.push(await record('a', { requests: 2, tokens: 7 }, 'key-1'));
    for (const answer of again) {
      expect([answer.status, answer.text]).toEqual([201, first.text]);
      expect(answer.headers.get('idempotent-replayed')).toBe('true');
    }
    expect(first.headers.has('idempotent-replayed')).toBe(false);
    expect(await store.database.orm.select({ requests: usageDays.requests }).from(usageDays)).toEqual([
      { requests: 2 },
    ]);
  });

  it('refuses a key that was used for another report, and changes nothing', async () => {
    await api.create({ external_id: 'a' });
    await api.create({ external_id: 'b' });
    await record('a', { requests: 2 }, 'key-1');
    for (const [id, report] of [
      ['a', { requests: 3 }],
      ['a', { requests: 2, tokens: 1 }],
      ['a', { requests: 2, time: '2026-11-20T12:00:00Z' }],
      ['b', { requests: 2 }],
    ] as const) {
      const answer = await record(id, report, 'key-1');
      expect([answer.status, answer.json]).toMatchObject([422, { code: 'idempotency_key_reused' }]);
    }
    expect([await requestsOf('a'), await requestsOf('b')]).toEqual([2, 0]);
  });

  it('loses nothing and doubles nothing when reports come at once, through two handles', async () => {
    await api.create({ external_id: 'a' });
    const second = await store.openAnother();
    const other = await startTestApi(second, () => new Date(clock.now));
    try {
      const sent = Array.from({ length: 60 }, (_, n) =>
        record('a', { requests: 1, failed_requests: n % 2, cost: 0.1 }, `key-${n % 20}`, n % 3 ? api : other),
      );
      const statuses = (await Promise.all(sent)).map(({ status }) => status);
      // The same key with another body among them: n and n + 20 are both even or both odd, so none here.
      expect(new Set(statuses)).toEqual(new Set([201]));
      expect(await metricsOf('a')).toMatchObject({
        metrics: { total_requests: 20, total_cost: 2, error_rate: 0.5 },
      });
      const { byDays, byQuarters, ofWorkspace } = await usageSums(store.database.orm);
      const once = { requests: '20', errors: '10', tokens: '0', cost: '2' };
      expect(byDays).toEqual([{ externalId: 'a', day: '2026-11-20', ...once }]);
      expect(byQuarters).toEqual(byDays);
      expect(ofWorkspace).toEqual(once);
    } finally {
      await other.close();
      if (second !== store.database) await second.close();
    }
  });

  it('adds reports of many identities at once to one workspace, through two handles', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `id-${n}`);
    for (const id of ids) await api.create({ external_id: id });
    const second = await store.openAnother();
    const other = await startTestApi(second, () => new Date(clock.now));
    try {
      const sent = Array.from({ length: 96 }, (_, n) =>
        record(
          ids[n % 12] ?? '',
          { requests: 2, failed_requests: n % 3, tokens: n, cost: 0.01, time: `2026-11-20T1${n % 2}:00:00Z` },
          undefined,
          n % 5 < 2 ? api : other,
        ),
      );
      expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([201]));
      const { byDays, byQuarters, ofWorkspace } = await usageSums(store.database.orm);
      expect(byDays).toHaveLength(12);
      expect(byQuarters).toEqual(byDays);
      expect(ofWorkspace).toEqual({ requests: '192', errors: '96', tokens: '4560', cost: '0.96' });
    } finally {
      await other.close();
      if (second !== store.database) await second.close();
    }
  });

  it('forgets keys after a week, a few with every report', async () => {
    await api.create({ external_id: 'a' });
    for (let n = 0; n < 25; n += 1) await record('a', { requests: 1 }, `old-${n}`);
    clock.now += USAGE_KEY_KEPT_MS + 1;
    await record('a', { requests: 1 }, 'new-1');
    await record('a', { requests: 1 }, 'new-2');
    expect(await store.database.orm.select({ keys: count() }).from(usageReports)).toEqual([{ keys: 2 }]);
  });

  it('refuses what breaks a rule and says how to mend it', async () => {
    await api.create({ external_id: 'a' });
    const cases: [object, string][] = [
      [{}, 'requests'],
      [{ requests: null }, 'requests'],
      [{ requests: '1' }, 'requests'],
      [{ requests: -1 }, 'requests'],
      [{ requests: 1.5 }, 'requests'],
      [{ requests: 1e9 + 1 }, 'requests'],
      [{ requests: 1, failed_requests: 2 }, 'failed_requests'],
      [{ requests: 1, tokens: 1e12 + 1 }, 'tokens'],
      [{ requests: 1, cost: -0.01 }, 'cost'],
      [{ requests: 1, cost: 1e6 + 1 }, 'cost'],
      [{ requests: 1, cost: '1' }, 'cost'],
      [{ requests: 1, time: '2026-11-20' }, 'time'],
      [{ requests: 1, time: '2026-11-20T12:00:00' }, 'time'],
      [{ requests: 1, time: '1969-12-31T23:59:59Z' }, 'time'],
      [{ requests: 1, time: '2026-11-20T12:05:01Z' }, 'time'],
    ];
    for (const [report, field] of cases) {
      const answer = await record('a', report);
      expect([report, answer.status, answer.json]).toMatchObject([
        report,
        400,
        { code: 'invalid_request_body', details: { fields: { [field]: [expect.any(String)] } } },
      ]);
    }
    for (const key of ['', 'with space', 'x'.repeat(256)]) {
      const answer = await record('a', { requests: 1 }, key);
      expect([answer.status, answer.json]).toMatchObject([400, { code: 'invalid_request' }]);
    }
    expect((await record('none', { requests: 1 })).json).toMatchObject({ code: 'identity_not_found' });
    expect((await api.call('GET', `${at('a')}/usage`)).headers.get('allow')).toBe('POST');
    expect((await api.call('POST', '/v2/identities//usage', { requests: 1 })).status).toBe(404);
    expect(await requestsOf('a')).toBe(0);
  });

  it('takes any report within its rules, and never ends in a 5xx', async () => {
    await api.create({ external_id: 'a' });
    const number = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double(), fc.constant(null));
    const report = fc.record(
      { requests: number, failed_requests: number, tokens: number, cost: number, time: fc.date() },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(report, fc.option(fc.string(), { nil: undefined }), async (sent, key) => {
        const text = JSON.stringify(sent);
        const headers: Record<string, string> =
          key === undefined || !/^[\x20-\x7e]*$/.test(key) ? {} : { 'idempotency-key': key };
        const { status } = await api.call('POST', `${at('a')}/usage`, text, headers);
        expect([201, 400, 422]).toContain(status);
      }),
      { numRuns: 100 },
    );
  });
});
