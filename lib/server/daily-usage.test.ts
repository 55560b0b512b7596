import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { json, upstreamServer, type Received } from '@/lib/identity-client/testing/upstream-server';
import { reportAbsence } from '@/lib/reporting/report-absence';
import { reportRequest } from '@/lib/reporting/schema';
import { readDailyUsage, readStanding } from './daily-usage';
import { readIdentity } from './identities';
import { forgetProcessWide } from './process-wide';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** A real host over HTTP, whose reports a test chooses. */
type Host = Awaited<ReturnType<typeof upstreamServer>>;
let host: Host;
let answer: (request: Received) => { status: number; body: unknown };

beforeAll(async () => {
  host = await upstreamServer((response, request) => {
    if (request.url.startsWith('/v2/identities'))
      return json(200, { _id: '1', external_id: 'team-a', tags: [], metadata: {} })(response);
    const { status, body } = answer(request);
    return json(status, body)(response);
  });
  vi.stubEnv('ORQ_API_URL', host.url);
});
withOwnStore({ ORQ_API_KEY: 'key-canary-4711' });
beforeAll(async () => void (await actAs('viewer')));
beforeEach(() => {
  host.received.length = 0;
  // Each test has clients, and with them breakers, of its own.
  for (const name of ['upstream', 'upstream-reports', 'upstream-health']) forgetProcessWide(name);
});
afterAll(() => host.close());

const asked = () => reportRequest.parse(JSON.parse(host.received.at(-1)?.body ?? ''));

/** A host that counts one request an hour, by days of UTC as `grain` and `time_zone` say. */
const hourly = (request: Received) => {
  const { from, to } = reportRequest.parse(JSON.parse(request.body));
  const data = [];
  for (let time = Date.parse(from); time < Date.parse(to); time += 3_600_000)
    data.push({
      timestamp: new Date(time).toISOString(),
      dimensions: {},
      metrics: { request_count: 1, error_count: 0, total_tokens: 10, total_cost: 0.01 },
    });
  return { status: 200, body: { object: 'report', data, has_more: false } };
};

test.each([
  [7, 30],
  [30, 60],
  [90, 180],
] as const)('%d days are read with those before them in one report of %d', async (days, covered) => {
  answer = hourly;
  const usage = await readDailyUsage('team-a', { days, timeZone: 'UTC' });
  if (!usage.ok) throw new Error(usage.error.message);
  expect(host.received).toHaveLength(1);
  expect(asked()).toMatchObject({
    metric: 'genai.usage',
    grain: 'day',
    time_zone: 'UTC',
    filters: [{ field: 'identity', op: 'eq', values: ['team-a'] }],
  });
  expect(Date.parse(asked().to) - Date.parse(asked().from)).toBe(covered * 86_400_000);
  expect(usage.value.days).toHaveLength(days);
  expect(usage.value.trend).toHaveLength(30);
  expect(usage.value.totals.requests).toEqual({ sum: days * 24, gaps: 0 });
  expect(usage.value.before.requests).toEqual({ sum: days * 24, gaps: 0 });
  expect(usage.value.days.at(-1)?.date).toBe(new Date().toISOString().slice(0, 10));
});

test.each(['Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Niue', 'America/St_Johns'])(
  'days are those of %s',
  async (timeZone) => {
    answer = hourly;
    const usage = await readDailyUsage('team-a', { days: 7, timeZone });
    if (!usage.ok) throw new Error(usage.error.message);
    expect(usage.value.days.map(({ figures }) => figures.requests)).toEqual(Array(7).fill(24));
  },
);

test.each([401, 403, 404, 405, 400])(
  'a host that answers %d has no reports, and is asked once',
  async (status) => {
    answer = () => ({ status, body: { error: 'no' } });
    const usage = await readDailyUsage('team-a', { days: 30, timeZone: 'UTC' });
    expect(usage.ok ? undefined : reportAbsence(usage.error)).toEqual(expect.any(String));
    expect(host.received).toHaveLength(1);
  },
);

test('a host whose reports fail over and over is asked for identities all the same', async () => {
  answer = () => ({ status: 500, body: { error: 'broken' } });
  for (let round = 0; round < 4; round += 1) {
    const usage = await readDailyUsage('team-a', { days: 30, timeZone: 'UTC' });
    expect(usage.ok).toBe(false);
    expect(usage.ok ? undefined : reportAbsence(usage.error)).toBeUndefined();
  }
  expect((await readIdentity('team-a')).ok).toBe(true);
});

test('where the upstream does not rank nobody is asked for a place', async () => {
  expect(await readStanding('team-a')).toEqual({ ok: true, value: undefined });
  expect(host.received).toEqual([]);
});
