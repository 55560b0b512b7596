import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Orq } from 'orq-node-4-15';
import { openDatabase, type Database } from '@/lib/db/database';
import { createEmbeddedApi } from './api';
import { TEST_KEY } from './testing/api-client';
import { serveHttp } from './testing/http-server';
import { sdkRefusal } from './testing/sdk-refusal';

const START = Date.UTC(2026, 10, 20, 12);
let database: Database;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
  database = await openDatabase({});
}, 60_000);
afterEach(() => close?.());
afterAll(() => database.close());

/** The API over HTTP with a limit and a clock of its own. */
async function limited(requestsPerMinute?: number) {
  const clock = { now: START };
  const handle = createEmbeddedApi({ database, apiKey: TEST_KEY, requestsPerMinute, clock: () => clock.now });
  const { origin, close: closeServer } = await serveHttp(handle);
  close = closeServer;
  const ask = async (path = '/v2/identities', key = TEST_KEY) => {
    const answer = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${key}` } });
    const body: unknown = await answer.json();
    const names = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after'];
    return { status: answer.status, body, headers: names.map((name) => answer.headers.get(name)) };
  };
  return { handle, origin, clock, ask };
}
const reset = (ms: number) => String((START + ms) / 1000);

it('is off by default, and says nothing', async () => {
  const { ask } = await limited();
  for (let n = 0; n < 50; n += 1)
    expect(await ask()).toMatchObject({ status: 200, headers: [null, null, null, null] });
});

it('counts every answer, good or bad, and refuses beyond the limit until the oldest is 60 s old', async () => {
  const { ask, clock } = await limited(2);
  expect(await ask()).toMatchObject({ status: 200, headers: ['2', '1', reset(60_000), null] });
  clock.now += 10_500;
  expect(await ask('/v2/identities/nobody')).toMatchObject({
    status: 404,
    headers: ['2', '0', reset(60_000), null],
  });
  expect(await ask()).toEqual({
    status: 429,
    body: { error: 'Too many requests', message: 'Too many requests', code: 'rate_limit_exceeded' },
    headers: ['2', '0', reset(60_000), '50'],
  });
  clock.now = START + 59_999;
  expect(await ask()).toMatchObject({ status: 429, headers: ['2', '0', reset(60_000), '1'] });
  clock.now = START + 60_000;
  expect(await ask()).toMatchObject({ status: 200, headers: ['2', '0', reset(71_000), null] });
  expect(await ask()).toMatchObject({ status: 429, headers: ['2', '0', reset(71_000), '11'] });
});

it('counts neither wrong keys nor the dashboard', async () => {
  const { ask, handle } = await limited(1);
  for (let n = 0; n < 3; n += 1) {
    expect(await ask('/v2/identities', 'wrong-key-0123456789')).toMatchObject({
      status: 401,
      headers: [null, null, null, null],
    });
    const headers = { authorization: `Bearer ${TEST_KEY}` };
    const own = await handle(new Request('http://x/v2/identities', { headers }), 'dashboard');
    expect([own.status, own.headers.has('x-ratelimit-limit')]).toEqual([200, false]);
  }
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(429);
});

it('refuses before a change is made, in words the official SDK hands on', async () => {
  const { origin, ask } = await limited(1);
  await ask();
  const { identities } = new Orq({ serverURL: origin, apiKey: TEST_KEY });
  const { status, body, error } = await sdkRefusal(identities.create({ externalId: 'one-too-many' }));
  expect([status, body.code]).toEqual([429, 'rate_limit_exceeded']);
  expect(error.headers.get('retry-after')).toBe('60');
});

it('the official SDK, told to retry, comes again and succeeds once the time it was told is over', async () => {
  const { handle, clock, ask } = await limited(1);
  await ask();
  const seen: number[] = [];
  const server = await serveHttp(async (request) => {
    const answer = await handle(request);
    seen.push(answer.status);
    clock.now += Number(answer.headers.get('retry-after')) * 1000;
    return answer;
  });
  const { identities } = new Orq({
    serverURL: server.origin,
    apiKey: TEST_KEY,
    retryConfig: {
      strategy: 'backoff',
      // The clock jumps, so nobody needs to wait.
      backoff: { initialInterval: 1, maxInterval: 1, exponent: 1, maxElapsedTime: 10_000 },
    },
  });
  try {
    expect(await identities.list()).toMatchObject({ object: 'list' });
  } finally {
    await server.close();
  }
  expect(seen).toEqual([429, 200]);
});
