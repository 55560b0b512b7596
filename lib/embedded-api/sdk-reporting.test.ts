import { beforeEach, describe, expect, it } from 'vitest';
import { Orq as Orq411 } from 'orq-node-4-11';
import { Orq as Orq415 } from 'orq-node-4-15';
import type { QueryReportRequest } from 'orq-node-4-15/models/components/queryreportrequest.js';
import { addUsage, type AddedUsage } from './add-usage';
import { TEST_KEY } from './testing/api-client';
import { sdkRefusal } from './testing/sdk-refusal';
import { testStores } from './testing/stores';
import { testedApi } from './testing/tested-api';

/** The client as its user sees it: the answer parsed by the official SDK, times as dates. */
const connections = testStores(process.env.TEST_DATABASE_URL).map((store) => ({ ...store }));

const FROM = new Date('2026-11-01T00:00:00Z');
const TO = new Date('2026-11-04T00:00:00Z');
const window = { from: FROM, to: TO, grain: 'day' } as const;

describe.each(connections)('reports to @orq-ai/node on $name', ({ open }) => {
  const tested = testedApi(open);
  const client = () => new Orq415({ serverURL: tested.api.origin, apiKey: TEST_KEY });
  const query = (request: QueryReportRequest) => client().reporting.query(request);
  const use = (externalId: string, quarter: string, counts: Partial<AddedUsage>) =>
    tested.store.database.orm.transaction((transaction) =>
      addUsage(transaction, {
        externalId,
        quarter: new Date(quarter),
        requests: 0,
        errors: 0,
        tokens: 0,
        cost: '0',
        ...counts,
      }),
    );

  beforeEach(async () => {
    await use('a', '2026-11-01T00:00:00Z', { requests: 3, errors: 1, tokens: 30, cost: '0.1' });
    await use('a', '2026-11-01T23:45:00Z', { requests: 1, tokens: 10, cost: '0.2' });
    await use('a', '2026-11-03T12:00:00Z', { requests: 2, tokens: 20, cost: '0.000000000001' });
    await use('b', '2026-11-01T10:15:00Z', { requests: 4, errors: 4, tokens: 400, cost: '5' });
    // Outside of the window by a quarter of an hour.
    await use('a', '2026-10-31T23:45:00Z', { requests: 100, cost: '100' });
    await use('b', '2026-11-04T00:00:00Z', { requests: 100, cost: '100' });
  });

  it.each([
    ['genai.requests', [8, 0, 2], 10],
    ['genai.errors', [5, 0, 0], 5],
    ['genai.tokens', [440, 0, 20], 460],
    ['genai.cost', [5.3, 0, 1e-12], 5.300000000001],
    ['genai.error_rate', [0.625, undefined, 0], 0.5],
  ] as const)('give %s by day, with totals', async (metric, values, total) => {
    const report = await query({ metric, ...window, includeTotals: true });
    expect(report).toEqual({
      object: 'report',
      request: { metric, ...window, includeTotals: true },
      data: values.map((value, day) => ({
        timestamp: new Date(Date.UTC(2026, 10, 1 + day)),
        dimensions: {},
        metrics: value === undefined ? {} : { [metric]: value },
      })),
      totals: { metrics: { [metric]: total } },
      hasMore: false,
      meta: {
        effectiveGrain: 'day',
        rowCount: 3,
        requestId: expect.stringMatching(/./),
        currency: 'USD',
        warnings: [],
      },
    });
  });

  it('give all figures at once', async () => {
    const { data, totals } = await query({ metric: 'genai.usage', ...window, includeTotals: true });
    expect(data?.[0]?.metrics).toEqual({
      request_count: 8,
      error_count: 5,
      total_tokens: 440,
      total_cost: 5.3,
      error_rate: 0.625,
    });
    expect(data?.[1]?.metrics).toEqual({ request_count: 0, error_count: 0, total_tokens: 0, total_cost: 0 });
    expect(totals?.metrics).toEqual({
      request_count: 10,
      error_count: 5,
      total_tokens: 460,
      total_cost: 5.300000000001,
      error_rate: 0.5,
    });
  });

  it('group by identity, without buckets in which one used nothing', async () => {
    const { data } = await query({ metric: 'genai.requests', ...window, groupBy: ['identity'] });
    const day = (date: number) => new Date(Date.UTC(2026, 10, date));
    expect(data).toEqual([
      { timestamp: day(1), dimensions: { identity: 'a' }, metrics: { 'genai.requests': 4 } },
      { timestamp: day(1), dimensions: { identity: 'b' }, metrics: { 'genai.requests': 4 } },
      { timestamp: day(3), dimensions: { identity: 'a' }, metrics: { 'genai.requests': 2 } },
    ]);
  });

  it('name the best over the whole window, or the worst, and count the others in the totals', async () => {
    const top = await query({
      metric: 'genai.cost',
      ...window,
      mode: 'scalar',
      groupBy: ['identity'],
      limit: 1,
      includeTotals: true,
    });
    expect(top.data).toEqual([{ dimensions: { identity: 'b' }, metrics: { 'genai.cost': 5 } }]);
    expect(top.totals?.metrics).toEqual({ 'genai.cost': 5.300000000001 });
    expect(top.meta).toMatchObject({ rowCount: 1, warnings: ['rows_limited'] });
    const worst = await query({
      metric: 'genai.error_rate',
      ...window,
      mode: 'scalar',
      groupBy: ['identity'],
      sort: 'asc',
    });
    expect(worst.data?.map(({ dimensions }) => dimensions?.identity)).toEqual(['a', 'b']);
    expect(worst.meta?.warnings).toEqual([]);
    const all = await query({ metric: 'genai.requests', ...window, mode: 'scalar' });
    expect(all.data).toEqual([{ dimensions: {}, metrics: { 'genai.requests': 10 } }]);
  });

  it('filter by external id or _id, whether or not the identity is still there', async () => {
    const { _id } = await tested.api.create({ external_id: 'b' });
    await tested.api.create({ external_id: 'idle' });
    const requests = async (...filters: NonNullable<QueryReportRequest['filters']>) => {
      const report = await query({
        metric: 'genai.requests',
        ...window,
        mode: 'scalar',
        filters,
        includeTotals: true,
      });
      expect(report.totals?.metrics).toEqual(report.data?.[0]?.metrics);
      return report.data?.[0]?.metrics?.['genai.requests'];
    };
    const identity = (op: 'eq' | 'neq' | 'in' | 'not_in', ...values: string[]) =>
      ({ field: 'identity', op, values }) as const;
    expect(await requests(identity('eq', 'a'))).toBe(6);
    expect(await requests(identity('eq', _id))).toBe(4);
    expect(await requests(identity('neq', 'a'))).toBe(4);
    expect(await requests(identity('in', 'a', _id))).toBe(10);
    expect(await requests(identity('not_in', 'a', 'b'))).toBe(0);
    expect(await requests(identity('eq', 'idle'))).toBe(0);
    expect(await requests(identity('in', 'a', 'b'), identity('neq', _id))).toBe(6);
    expect(await requests(identity('eq', 'a'), identity('eq', 'b'))).toBe(0);
  });

  it('put the borders of days and hours where the zone has them', async () => {
    const starts = async (request: Partial<QueryReportRequest>) =>
      (await query({ metric: 'genai.requests', ...window, ...request })).data?.map(
        ({ timestamp, metrics }) => [timestamp?.toISOString().slice(0, 16), metrics?.['genai.requests']],
      );
    expect(await starts({ timeZone: 'Asia/Kathmandu', to: new Date('2026-11-02T20:00:00Z') })).toEqual([
      ['2026-11-01T00:00', 7],
      ['2026-11-01T18:15', 1],
      ['2026-11-02T18:15', 0],
    ]);
    const morning = { from: new Date('2026-11-01T09:00:00Z'), to: new Date('2026-11-01T11:00:00Z') };
    expect(await starts({ ...morning, grain: 'auto', timeZone: 'Asia/Kolkata' })).toEqual([
      ['2026-11-01T09:00', 0],
      ['2026-11-01T09:30', 4],
      ['2026-11-01T10:30', 0],
    ]);
    const minute = await query({ metric: 'genai.requests', ...morning, grain: 'minute' });
    expect(minute.meta).toMatchObject({ effectiveGrain: 'hour', warnings: ['grain_minute_unavailable'] });
  });

  it('are refused for what this server cannot tell, and say what it can', async () => {
    const cases: [Partial<QueryReportRequest>, RegExp][] = [
      [{ metric: 'genai.latency.p95' }, /^metric: .*genai\.requests/],
      [{ to: FROM }, /^to: Must be after from/],
      [{ groupBy: ['identity', 'model'] }, /^group_by: .*identity only/],
      [{ filters: [{ field: 'model', op: 'eq', values: ['x'] }] }, /^filters: .*identity only/],
      [{ filters: [{ field: 'identity', op: 'eq', values: ['x', 'y'] }] }, /^filters: eq takes one/],
      [{ filters: [{ field: 'identity', op: 'in', values: [] }] }, /^filters: .*at least one/],
      [{ timeZone: 'Moon/Crater' }, /^time_zone: .*Europe\/Berlin/],
      [{ limit: 5_001 }, /^limit: .*5000/],
      [{ from: new Date(0), grain: 'hour' }, /^to: .*5000 buckets/],
    ];
    for (const [request, message] of cases) {
      const { status, body } = await sdkRefusal(query({ metric: 'genai.cost', ...window, ...request }));
      expect([status, body.code, body.message]).toEqual([
        400,
        'invalid_request_body',
        expect.stringMatching(message),
      ]);
    }
  });

  it('are read by 4.11 alike', async () => {
    const earlier = new Orq411({ serverURL: tested.api.origin, apiKey: TEST_KEY });
    const report = await earlier.reporting.query({
      metric: 'genai.usage',
      ...window,
      groupBy: ['identity'],
      filters: [{ field: 'identity', op: 'in', values: ['a', 'b'] }],
      timeZone: 'America/New_York',
      includeTotals: true,
    });
    expect(report.totals?.metrics).toMatchObject({ request_count: 10, total_cost: 5.300000000001 });
    expect(report.data?.reduce((sum, { metrics }) => sum + (metrics?.request_count ?? 0), 0)).toBe(10);
  });
});
