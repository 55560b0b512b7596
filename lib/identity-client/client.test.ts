import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityClient, type ClientParts, type IdentityClient } from './client';
import { json, upstreamServer } from './testing/upstream-server';

const KEY = 'key-canary-4711';
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
    apiKey: KEY,
    fetch: (request) => fetch(request),
    sleep: async () => {},
    limits: { deadlineMs: 3_000, attemptMs: 250 },
    ...parts,
  });
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}
const errorOf = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : outcome.error);

/** Bodies as recorded in the contract's sources. */
const BARE_G1 = {
  _id: 'contact_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  external_id: 'user_12345',
  display_name: 'Jane Smith',
  email: null,
  avatar_url: null,
  tags: ['premium', 'beta-user'],
  metadata: { department: 'Engineering', role: 'Senior Developer' },
  created: '2024-01-15T10:30:00.000Z',
  updated: '2024-01-15T10:30:00.000Z',
};
const WRAPPED_G2 = {
  identity: {
    _id: '01JJ1HDHN79XAS7A01WB3HYSDB',
    external_id: 'customer_12345',
    workspace_id: '550e8400-e29b-41d4-a716-446655440000',
    display_name: 'Ada L.',
    tags: ['enterprise', 'priority'],
    created: '2026-06-01T10:30:00.000Z',
    updated: '2026-06-01T10:30:00.000Z',
    a_member_of_tomorrow: { any: 'thing' },
  },
};
const METRICS = { total_tokens: 10, total_cost: 0.5, total_requests: 2, error_rate: 0.5 };

describe('answers of every generation', () => {
  test.each([
    ['G0 and G1, bare, 201, with nulls (S3)', 201, BARE_G1],
    ['G1 SDK 4.4 to 4.9, bare, 200', 200, BARE_G1],
    ['G2a, wrapped, 200', 200, { identity: BARE_G1 }],
    ['the embedded hybrid', 201, { ...BARE_G1, identity: BARE_G1 }],
  ])('%s', async (_name, status, body) => {
    const { url } = await serving(json(status, body));
    const identity = valueOf(await client(url).create({ external_id: 'user_12345' }));
    expect(identity).toMatchObject({
      _id: BARE_G1._id,
      display_name: 'Jane Smith',
      tags: ['premium', 'beta-user'],
    });
    expect(identity.email).toBeUndefined();
    expect(identity.avatar_url).toBeUndefined();
    expect(JSON.parse(identity.metadata_text)).toEqual(BARE_G1.metadata);
  });

  test('G2b, wrapped, unset members absent, unknown members passed over', async () => {
    const { url } = await serving(json(200, WRAPPED_G2));
    const identity = valueOf(await client(url).retrieve('customer_12345'));
    expect(identity).toMatchObject({ _id: '01JJ1HDHN79XAS7A01WB3HYSDB', metadata_text: '{}' });
    expect(identity).not.toHaveProperty('a_member_of_tomorrow');
  });

  test('metadata keeps its very text', async () => {
    const text = '{"n": 9007199254740993, "__proto__": -0}';
    const { url } = await serving(json(200, `{"identity":{"_id":"1","external_id":"e","metadata":${text}}}`));
    expect(valueOf(await client(url).retrieve('1')).metadata_text).toBe(text);
  });

  test.each([
    ['G1 requires metrics', [{ ...BARE_G1, metrics: METRICS }]],
    ['G2 leaves them out', [WRAPPED_G2.identity]],
    ['an empty page', []],
  ])('list: %s', async (_name, data) => {
    const { url } = await serving(json(200, { object: 'list', data, has_more: false }));
    const page = valueOf(await client(url).list({ limit: 10 }));
    expect(page.identities).toHaveLength(data.length);
    expect(page.identities[0]?.metrics).toEqual(
      data[0] !== undefined && 'metrics' in data[0] ? METRICS : undefined,
    );
  });

  test('list: one old example lacks `object`', async () => {
    const { url } = await serving(json(200, { data: [], has_more: true }));
    expect(valueOf(await client(url).list({ limit: 10 })).has_more).toBe(true);
  });

  test.each([
    ['204 and nothing (G0, G1)', 204, undefined],
    ['200 {} (G2)', 200, {}],
    ['200 with any body', 200, 'gone'],
  ])('delete: %s', async (_name, status, body) => {
    const { url } = await serving(json(status, body));
    expect(await client(url).delete('1')).toEqual({ ok: true, value: undefined });
  });

  test('figures that cannot be read do not blank the profile', async () => {
    const { url } = await serving(json(200, { ...BARE_G1, metrics: { total_tokens: 'many' } }));
    expect(valueOf(await client(url).retrieve('1'))).toMatchObject({
      display_name: 'Jane Smith',
      metrics: undefined,
    });
  });
});

describe('what is sent', () => {
  test('the current encodings: repeated tags, an explicit limit of at most 50', async () => {
    const { url, received } = await serving(json(200, { data: [], has_more: false }));
    await client(`${url}/prefix/`).list({
      limit: 200,
      tags: ['pre mium', 'a,b'],
      search: ' ada ',
      include_metrics: true,
      sort_by: 'IDENTITY_SORT_FIELD_UPDATED',
      starting_after: 'x',
    });
    expect(received[0]?.url).toBe(
      '/prefix/v2/identities?limit=50&starting_after=x&search=ada&filter_by.tags=pre%20mium&filter_by.tags=a%2Cb&include_metrics=true&sort_by=IDENTITY_SORT_FIELD_UPDATED',
    );
    expect(received[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  test('a JSON filter_by for old hosts, no search of one character', async () => {
    const { url, received } = await serving(json(200, { data: [], has_more: false }));
    await client(url, { tagEncoding: 'json' }).list({ limit: 10, tags: ['a'], search: 'x' });
    expect(received[0]?.url).toBe('/v2/identities?limit=10&filter_by=%7B%22tags%22%3A%5B%22a%22%5D%7D');
  });

  test('bodies carry metadata as its very text, and null to clear', async () => {
    const { url, received } = await serving(json(200, WRAPPED_G2));
    await client(url).update(
      '1',
      { email: null, metadata_text: '{"n":9007199254740993}' },
      { ifUnchangedSince: '2026-01-01T00:00:00.000Z' },
    );
    await client(url).update('1', { metadata_text: '{}' });
    expect(received.map(({ body }) => body)).toEqual([
      '{"email":null,"metadata":{"n":9007199254740993}}',
      '{"metadata":{}}',
    ]);
    expect(received[0]?.headers['if-match']).toBe('"2026-01-01T00:00:00.000Z"');
  });

  test('any id is one encoded segment; what no address can name is not found without a call', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (id) => {
        const urls: string[] = [];
        const probe = client('http://upstream.localhost', {
          fetch: async (request) => {
            urls.push(request.url);
            return Response.json({}, { status: 404 });
          },
        });
        expect(errorOf(await probe.retrieve(id))?.kind).toBe('not-found');
        if (id === '.' || id === '..' || !id.isWellFormed()) expect(urls).toEqual([]);
        else
          expect(decodeURIComponent(new URL(urls[0] ?? '').pathname.replace('/v2/identities/', ''))).toBe(id);
      }),
    ));
});

describe('every error form', () => {
  const words = 'Identity is gone';
  const forms: [string, unknown][] = [
    ['E1 and E3, error text', { error: words }],
    ['E2, message', { message: words }],
    [
      'E4, nested',
      { error: { code: 'identity_not_found', message: words, doc_url: 'https://docs.example' } },
    ],
    ['E5, old, code a number', { id: 'x', code: 404, error: words, source: 'system' }],
    ['E6, code and message', { code: 'not_found', message: words }],
    ['the embedded form', { error: words, message: words, code: 'identity_not_found' }],
  ];
  test.each(forms)('%s', async (_name, body) => {
    const { url } = await serving(json(404, body));
    const probe = client(url);
    for (const outcome of [await probe.retrieve('1'), await probe.update('1', {}), await probe.delete('1')])
      expect(errorOf(outcome)).toEqual({ kind: 'not-found', message: words });
  });

  test.each([
    [400, 'invalid'],
    [401, 'key-refused'],
    [402, 'key-refused'],
    [403, 'key-refused'],
    [404, 'upstream'],
    [408, 'upstream'],
    [409, 'conflict'],
    [412, 'upstream'],
    [418, 'upstream'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'upstream'],
    [503, 'upstream'],
  ])('status %d is %s', async (status, kind) => {
    const { url } = await serving(json(status, { error: words }));
    expect(errorOf(await client(url).create({ external_id: 'x' }))?.kind).toBe(kind);
  });

  test('a status means what it can mean for the call: no list is missing, no update takes an external id', async () => {
    const missing = await serving(json(404, { error: words }));
    expect(errorOf(await client(missing.url).list({ limit: 10 }))).toMatchObject({
      kind: 'upstream',
      status: 404,
      message: expect.stringContaining('ORQ_API_URL'),
    });
    const taken = await serving(json(409, { error: words }));
    for (const outcome of [
      await client(taken.url).list({ limit: 10 }),
      await client(taken.url).update('1', {}),
      await client(taken.url).delete('1'),
    ])
      expect(errorOf(outcome)).toMatchObject({ kind: 'upstream', status: 409, message: `It said: ${words}` });
  });

  test.each([500, 502, 503, 504, 408])('%d leaves a change unknown, and a read as it is', async (status) => {
    const { url } = await serving(json(status, { error: words }));
    expect(errorOf(await client(url).update('1', {}))).toMatchObject({ status, outcomeUnknown: true });
    expect(errorOf(await client(url).retrieve('1'))).not.toHaveProperty('outcomeUnknown');
  });

  test('messages by field come through, the key does not', async () => {
    const { url } = await serving(
      json(400, { error: `bad ${KEY}\n\u0007`, details: { fields: { email: ['no email'] } } }),
    );
    expect(errorOf(await client(url).create({ external_id: 'x' }))).toEqual({
      kind: 'invalid',
      message: 'bad [redacted]',
      fields: { email: ['no email'] },
    });
  });

  test('a page instead of JSON at 404 is a wrong address, not a missing identity', async () => {
    const { url } = await serving((response) =>
      response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>404</h1>'),
    );
    expect(errorOf(await client(url).retrieve('1'))).toMatchObject({ kind: 'upstream', status: 404 });
  });

  test.each([
    [{ 'retry-after-ms': '1500' }, 1500],
    [{ 'Retry-After': '90' }, 90_000],
    [{ 'Retry-After': new Date(60_000).toUTCString() }, 60_000],
    [{}, undefined],
  ])('how long to wait: %o', async (headers, milliseconds) => {
    const { url } = await serving(json(429, { error: 'slow down' }, headers));
    const error = errorOf(await client(url, { now: () => 0 }).create({ external_id: 'x' }));
    expect(error).toEqual({
      kind: 'rate-limited',
      message: 'slow down',
      ...(milliseconds !== undefined && { retryAfterMs: milliseconds }),
    });
  });
});

describe('faults of the line', () => {
  const page = json(200, { data: [], has_more: false });

  test('nobody listens: nothing can have happened', async () => {
    const server = await upstreamServer(page);
    await server.close();
    expect(errorOf(await client(server.url).create({ external_id: 'x' }))).toMatchObject({
      kind: 'unreachable',
      reason: 'connection',
      outcomeUnknown: false,
    });
  });

  test('a connection that breaks after sending leaves a change unknown', async () => {
    const { url, received } = await serving((response) => response.destroy());
    expect(errorOf(await client(url).create({ external_id: 'x' }))).toMatchObject({
      kind: 'unreachable',
      reason: 'connection',
      outcomeUnknown: true,
    });
    expect(received).toHaveLength(1);
  });

  test.each([
    ['never answers', () => {}],
    [
      'drips',
      (response: Parameters<typeof page>[0]) =>
        void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{'),
    ],
  ])('an upstream that %s is one that does not answer in time', async (_name, answer) => {
    const { url } = await serving(answer);
    expect(errorOf(await client(url).delete('1'))).toMatchObject({
      kind: 'unreachable',
      reason: 'timeout',
      outcomeUnknown: true,
    });
  });

  test.each([
    ['HTML', 'text/html', '<html>'],
    ['cut off JSON', 'application/json', '{"data": ['],
    ['another shape', 'application/json', '{"rows": []}'],
    ['an empty body', 'application/json', ''],
    ['a wrong element', 'application/json', '{"data":[{"_id":1}],"has_more":false}'],
  ])('%s is unreadable, told by path and never by body', async (_name, type, body) => {
    const told: string[] = [];
    const { url } = await serving((response) => response.writeHead(200, { 'Content-Type': type }).end(body));
    const outcome = await client(url, { onUnreadable: (path, issue) => told.push(`${path}|${issue}`) }).list({
      limit: 10,
    });
    expect(errorOf(outcome)?.kind).toBe('unreadable');
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain('html>');
  });

  test('an endless answer is cut', async () => {
    const { url } = await serving((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const outcome = await client(url, { limits: { answerBytes: 100_000, attemptMs: 3_000 } }).list({
      limit: 10,
    });
    expect(errorOf(outcome)).toMatchObject({
      kind: 'unreadable',
      message: expect.stringContaining('too large'),
    });
  });

  test('a redirect is not followed, so the key goes nowhere else', async () => {
    const elsewhere = await serving(page);
    const { url } = await serving(json(307, {}, { Location: `${elsewhere.url}/v2/identities` }));
    expect(errorOf(await client(url).list({ limit: 10 }))).toMatchObject({
      kind: 'upstream',
      message: expect.stringContaining('ORQ_API_URL'),
    });
    expect(elsewhere.received).toHaveLength(0);
  });
});

describe('repeating', () => {
  const page = json(200, { data: [], has_more: false });
  const busy = json(503, { error: 'busy' });

  test('a read is repeated until it comes, three attempts in all', async () => {
    const good = await serving(busy, busy, page);
    expect((await client(good.url).list({ limit: 10 })).ok).toBe(true);
    expect(good.received).toHaveLength(3);
    const bad = await serving(busy);
    expect((await client(bad.url).list({ limit: 10 })).ok).toBe(false);
    expect(bad.received).toHaveLength(3);
  });

  test.each(['create', 'update', 'delete'] as const)('%s is never repeated', async (operation) => {
    const { url, received } = await serving(busy);
    const probe = client(url);
    if (operation === 'create') await probe.create({ external_id: 'x' });
    if (operation === 'update') await probe.update('x', {});
    if (operation === 'delete') await probe.delete('x');
    expect(received).toHaveLength(1);
  });

  test('a wait that does not fit the deadline is not begun', async () => {
    const { url, received } = await serving(json(429, {}, { 'Retry-After': '60' }));
    expect(errorOf(await client(url).list({ limit: 10 }))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 60_000,
    });
    expect(received).toHaveLength(1);
  });

  test('a failing upstream is not asked again without end', async () => {
    const { url, received } = await serving(busy);
    const probe = client(url);
    for (let count = 0; count < 30; count += 1) await probe.list({ limit: 10 });
    expect(received.length).toBeLessThanOrEqual(30 + 10);
  });

  test('a caller that leaves is not answered', async () => {
    const { url } = await serving(() => {});
    const leaving = new AbortController();
    const asked = client(url).list({ limit: 10 }, { signal: leaving.signal });
    leaving.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
  });

  test('at most so many requests are on their way at once', async () => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const probe = client('http://upstream.localhost', {
      limits: { atOnce: 3, attemptMs: 3_000 },
      fetch: async () => {
        most = Math.max(most, (running += 1));
        await new Promise<void>((resolve) => waiting.push(resolve));
        running -= 1;
        return Response.json({ data: [], has_more: false });
      },
    });
    const all = Promise.all(Array.from({ length: 10 }, () => probe.list({ limit: 1 })));
    for (let done = 0; done < 10; done += 1) {
      await expect.poll(() => waiting.length).toBeGreaterThan(0);
      waiting.shift()?.();
    }
    expect((await all).every(({ ok }) => ok)).toBe(true);
    expect(most).toBe(3);
  });
});

test('the key cannot be read off the client', () => {
  const probe = client('http://upstream.localhost');
  expect(inspect(probe, { depth: 9, showHidden: true })).not.toContain(KEY);
  expect(JSON.stringify(probe)).not.toContain(KEY);
});
