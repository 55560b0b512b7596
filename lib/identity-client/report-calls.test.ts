import { afterEach, expect, test } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import type { ReportRequest } from '@/lib/reporting/schema';
import { createReportCalls } from './report-calls';
import { json, upstreamServer } from './testing/upstream-server';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serving(...answers: Parameters<typeof upstreamServer>) {
  const server = await upstreamServer(...answers);
  open.push(server);
  return server;
}

const calls = (baseUrl: string) =>
  createReportCalls({
    baseUrl,
    apiKey: 'key-canary-4711',
    fetch: (request) => fetch(request),
    sleep: async () => {},
    limits: { deadlineMs: 3_000, attemptMs: 250 },
  });

const errorOf = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : outcome.error);

const ASKED: ReportRequest = {
  metric: 'genai.usage',
  from: '2026-10-23T00:00:00Z',
  to: '2026-11-22T00:00:00Z',
  grain: 'day',
  filters: [{ field: 'identity', op: 'eq', values: ['team-a'] }],
};
const ROW = { timestamp: '2026-11-20T00:00:00Z', dimensions: {}, metrics: { request_count: 3 } };
const report = json(200, { object: 'report', data: [ROW], has_more: false, of_tomorrow: { any: 'thing' } });
const busy = json(503, { error: 'busy' });

test('a report is posted with its question, and what it does not know is passed over', async () => {
  const { url, received } = await serving(report);
  const answer = await calls(`${url}/prefix/`).report(ASKED);
  expect(answer).toMatchObject({ ok: true, value: { data: [ROW], has_more: false } });
  expect(received).toMatchObject([{ method: 'POST', url: '/prefix/v2/reporting' }]);
  expect(JSON.parse(received[0]?.body ?? '')).toEqual(ASKED);
});

test('it is repeated as reads are, and nobody is left to wonder what it changed', async () => {
  const { url, received } = await serving(busy, busy, report);
  expect((await calls(url).report(ASKED)).ok).toBe(true);
  expect(received).toHaveLength(3);
  const failing = await serving(busy);
  expect(errorOf(await calls(failing.url).report(ASKED))).not.toHaveProperty('outcomeUnknown', true);
  const silent = await serving(() => {});
  expect(errorOf(await calls(silent.url).report(ASKED))).toMatchObject({
    reason: 'timeout',
    outcomeUnknown: false,
  });
});

test('the same question for the same audience is one request; another question is another', async () => {
  const { url, received } = await serving((response, request) => {
    setTimeout(() => report(response), request.body.includes('team-a') ? 50 : 0);
  });
  const client = calls(url);
  const other: ReportRequest = {
    ...ASKED,
    filters: [{ field: 'identity', op: 'eq', values: ['team-b'] }],
  };
  const asked = [
    client.report(ASKED, { shareAs: 'ada viewer' }),
    client.report(ASKED, { shareAs: 'ada viewer' }),
    client.report(other, { shareAs: 'ada viewer' }),
    client.report(ASKED, { shareAs: 'ben viewer' }),
  ];
  for (const outcome of await Promise.all(asked)) expect(outcome.ok).toBe(true);
  expect(received).toHaveLength(3);
});

test('a host of before is asked once more in words that it knows', async () => {
  const refuses = json(400, { error: { code: 'invalid_request_body', message: 'unknown member: mode' } });
  const { url, received } = await serving(refuses, report);
  const asked: ReportRequest = { ...ASKED, metric: 'genai.error_rate', mode: 'scalar', sort: 'desc' };
  expect((await calls(url).report(asked)).ok).toBe(true);
  expect(received.map(({ body }) => JSON.parse(body))).toEqual([asked, ASKED]);
});

test('what holds nothing newer is asked once', async () => {
  const { url, received } = await serving(json(422, { message: 'no' }));
  expect(errorOf(await calls(url).report(ASKED))?.kind).toBe('invalid');
  expect(received).toHaveLength(1);
});

test.each([
  [401, { kind: 'key-refused', status: 401 }],
  [403, { kind: 'key-refused', status: 403 }],
  [404, { kind: 'upstream', status: 404 }],
  [405, { kind: 'upstream', status: 405 }],
])('a host without reports, or a key that may not read them: %d', async (status, error) => {
  const { url, received } = await serving(json(status, { error: 'not here' }));
  expect(errorOf(await calls(url).report(ASKED))).toMatchObject(error);
  expect(received).toHaveLength(1);
});

test('an answer of another shape is told by the path of the member, not with its content', async () => {
  const { url } = await serving(json(200, { data: [{ metrics: { request_count: 'many' } }] }));
  const told: string[] = [];
  const client = createReportCalls({
    baseUrl: url,
    apiKey: 'k',
    fetch: (request) => fetch(request),
    onUnreadable: (path) => told.push(path),
  });
  expect(errorOf(await client.report(ASKED))?.kind).toBe('unreadable');
  expect(told).toEqual(['data.0.metrics.request_count']);
});

test('the standing of an identity is asked by an encoded segment, and not at all where none can name it', async () => {
  const { url, received } = await serving(json(404, { error: 'not here' }));
  await calls(url).standing('a/b', 30);
  expect(errorOf(await calls(url).standing('..', 30))?.kind).toBe('not-found');
  expect(received.map((call) => call.url)).toEqual(['/v2/reporting/identities/a%2Fb?days=30']);
});
