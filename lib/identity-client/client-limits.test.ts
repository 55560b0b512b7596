import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityClient, type ClientParts, type IdentityClient } from './client';
import { startDeadline } from './deadline';
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

function client(baseUrl: string, parts: Partial<ClientParts> = {}): IdentityClient {
  return createIdentityClient({
    baseUrl,
    apiKey: 'key-canary-4711',
    fetch: (request) => fetch(request),
    sleep: async () => {},
    limits: { deadlineMs: 3_000, attemptMs: 250 },
    ...parts,
  });
}

const errorOf = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : outcome.error);
const page = json(200, { data: [], has_more: false });
const busy = json(503, { error: 'busy' });
const silent = () => {};

test('ten mebibytes are counted as they are read, not as they are sent', async () => {
  const text = JSON.stringify({ data: [], has_more: false, padding: 'x'.repeat(10 * 1024 * 1024) });
  const packed = gzipSync(text);
  expect(packed.byteLength).toBeLessThan(20_000);
  const { url } = await serving((response) =>
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(packed),
  );
  const outcome = await client(url, { limits: { attemptMs: 3_000 } }).list({ limit: 10 });
  expect(errorOf(outcome)).toMatchObject({
    kind: 'unreadable',
    message: expect.stringContaining('too large'),
  });
});

test.each([301, 302, 303, 307, 308])(
  'a redirect (%d) to the same host is not followed either',
  async (status) => {
    const { url, received } = await serving(json(status, {}, { Location: '/elsewhere' }));
    expect(errorOf(await client(url).list({ limit: 10 }))?.kind).toBe('upstream');
    expect(errorOf(await client(url).update('1', {}))?.kind).toBe('upstream');
    expect(received.map((call) => call.url)).toEqual(['/v2/identities?limit=10', '/v2/identities/1']);
  },
);

describe('time', () => {
  test('all calls of one action share its deadline', async () => {
    const { url, received } = await serving(silent);
    const deadline = startDeadline(400);
    const probe = client(url, { deadline: () => deadline, limits: { attemptMs: 1_000 } });
    const started = Date.now();
    expect(errorOf(await probe.update('1', {}))).toMatchObject({ reason: 'timeout', outcomeUnknown: true });
    expect(errorOf(await probe.update('1', {}))).toMatchObject({ reason: 'timeout', outcomeUnknown: false });
    expect(errorOf(await probe.list({ limit: 10 }))).toMatchObject({ reason: 'timeout' });
    expect(Date.now() - started).toBeLessThan(900);
    expect(received).toHaveLength(1);
  });

  test('an attempt that takes too long is given up for another one within the deadline', async () => {
    const { url, received } = await serving(silent, page);
    expect((await client(url).list({ limit: 10 })).ok).toBe(true);
    expect(received).toHaveLength(2);
  });

  test('a stop of the process ends what is on its way and lets nothing new go', async () => {
    const { url, received } = await serving(silent);
    const stop = new AbortController();
    const probe = client(url, { shutdown: stop.signal, limits: { attemptMs: 3_000 } });
    const reading = probe.list({ limit: 10 });
    const changing = probe.update('1', {});
    await expect.poll(() => received.length).toBe(2);
    stop.abort(new Error('stop'));
    expect(errorOf(await reading)).toMatchObject({ reason: 'stopping', outcomeUnknown: false });
    expect(errorOf(await changing)).toMatchObject({ reason: 'stopping', outcomeUnknown: true });
    expect(errorOf(await probe.update('1', {}))).toMatchObject({ reason: 'stopping', outcomeUnknown: false });
    expect(received).toHaveLength(2);
  });

  test('a repeat that waits its time holds no place', async () => {
    const { url } = await serving(busy, page);
    let endWait = () => {};
    const probe = client(url, {
      limits: { atOnce: 1 },
      sleep: () => new Promise((resolve) => (endWait = resolve)),
    });
    const waiting = probe.list({ limit: 10 });
    expect((await probe.list({ limit: 20 })).ok).toBe(true);
    endWait();
    expect((await waiting).ok).toBe(true);
  });
});

describe('the breaker', () => {
  const paused = { kind: 'unreachable', reason: 'paused', outcomeUnknown: false };

  test('after five failures nothing is sent and the answer is instant; ten seconds later one probe goes', async () => {
    let broken = true;
    const { url, received } = await serving((response) =>
      broken ? void response.destroy() : page(response),
    );
    const clock = { now: 1_000_000 };
    const probe = client(url, { now: () => clock.now });
    await probe.list({ limit: 10 });
    // The fifth failure opens it: that read is told the true reason, and when it is worth asking again.
    expect(errorOf(await probe.list({ limit: 10 }))).toMatchObject({
      reason: 'connection',
      retryAfterMs: 10_000,
    });
    expect(received).toHaveLength(5);
    clock.now += 3_000;
    expect(errorOf(await probe.list({ limit: 10 }))).toMatchObject({ ...paused, retryAfterMs: 7_000 });
    expect(errorOf(await probe.delete('1'))).toMatchObject(paused);
    expect(received).toHaveLength(5);

    clock.now += 7_000;
    broken = false;
    const both = await Promise.all([probe.list({ limit: 10 }), probe.list({ limit: 20 })]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect((await probe.list({ limit: 20 })).ok).toBe(true);
    expect(received).toHaveLength(7);
  });

  test('a look-up goes all the same', async () => {
    const { url, received } = await serving(busy);
    const probe = client(url);
    for (let count = 0; count < 5; count += 1) await probe.delete('1');
    expect(errorOf(await probe.retrieve('1'))).toMatchObject(paused);
    expect(errorOf(await probe.retrieve('1', { pressing: true }))).toMatchObject({ status: 503 });
    expect(received).toHaveLength(6);
  });

  test.each([401, 402, 403, 404, 429])('%d opens none', async (status) => {
    const { url, received } = await serving(json(status, { error: 'no' }));
    const probe = client(url);
    for (let count = 0; count < 30; count += 1) await probe.update('1', {});
    expect(received).toHaveLength(30);
  });

  test('callers that leave open none', async () => {
    const { url, received } = await serving(silent);
    const probe = client(url);
    for (let count = 0; count < 8; count += 1) {
      const leaving = new AbortController();
      const asked = probe.list({ limit: 10 }, { signal: leaving.signal });
      await expect.poll(() => received.length).toBe(count + 1);
      leaving.abort(new Error('left'));
      await expect(asked).rejects.toThrow('left');
    }
    expect(received).toHaveLength(8);
  });
});

describe('same reads at the same time', () => {
  test('are one request for one audience, and never across two', async () => {
    const { url, received } = await serving((response) => void setTimeout(() => page(response), 50));
    const probe = client(url);
    const ask = (shareAs?: string, limit = 10) => probe.list({ limit }, { ...(shareAs && { shareAs }) });
    const all = await Promise.all([
      ask('ada'),
      ask('ada'),
      ask('ada'),
      ask('bob'),
      ask('ada', 20),
      ask(),
      ask(),
    ]);
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(received).toHaveLength(5);
    await ask('ada');
    expect(received).toHaveLength(6);
  });

  test('a read after a change is not answered by one from before it', async () => {
    const { url, received } = await serving((response, { method }) => {
      if (method === 'PATCH') return json(200, { _id: '1', external_id: 'e' })(response);
      const name = received.some((call) => call.method === 'PATCH') ? 'new' : 'old';
      const read = json(200, { _id: '1', external_id: 'e', display_name: name });
      return void setTimeout(() => read(response), 80);
    });
    const probe = client(url);
    const before = probe.retrieve('1', { shareAs: 'ada' });
    await expect.poll(() => received.length).toBe(1);
    expect((await probe.update('1', {})).ok).toBe(true);
    const after = await probe.retrieve('1', { shareAs: 'ada' });
    expect(after).toMatchObject({ ok: true, value: { display_name: 'new' } });
    await before;
  });
});
