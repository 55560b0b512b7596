import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identities, usageDays } from '@/lib/db/schema';
import { createEmbeddedApi } from './api';
import { startTestApi, TEST_KEY, type TestApi } from './testing/api-client';
import { testStores, type FreshStore } from './testing/stores';

/** What callers send, well and badly, and what must come back. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('requests to the API on $name', ({ open }) => {
  let store: FreshStore;
  let api: TestApi;
  const clock = { now: Date.UTC(2026, 10, 20, 12) };
  beforeAll(async () => {
    store = await open();
    api = await startTestApi(store.database, () => new Date(clock.now));
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await store.close();
  });
  beforeEach(() => store.clear());
  afterEach(() => expect(api.errors).toEqual([]));

  const at = (id: string) => `/v2/identities/${encodeURIComponent(id)}`;
  /** The metadata text of the wrapped copy, which ends the answer; the bare copy before it must hold the same. */
  const metadataOf = (text: string) => {
    const length = (text.length - text.indexOf('"metadata":')) / 2;
    const starts = [...text.matchAll(/"metadata":/g)].map(({ index }) =>
      text.slice(index + '"metadata":'.length, -2),
    );
    return starts.find(
      (candidate) => candidate.length < length && text.includes(`"metadata":${candidate},"identity":{`),
    );
  };

  describe('metadata', () => {
    const texts = [
      '{"big":9007199254740993,"zero":-0,"power":1e2,"tiny":1E-400,"huge":1e999}',
      '{"__proto__":{"x":1},"constructor":1,"b":1,"a":2,"b":3}',
      '{ "spaced" :\t[ 1 ,\r\n 2 ] , "é\\u00e9\\/" : "\\ud83d\\ude00 😀" }',
      '{}',
      '{"metadata":{"metadata":"}"},"identity":",\\"identity\\":"}',
    ];
    it('comes back as the very text sent, from create, retrieve, update and list', async () => {
      for (const [n, text] of texts.entries()) {
        const created = await api.call(
          'POST',
          '/v2/identities',
          `{"metadata" : ${text} ,"external_id":"m-${n}"}`,
        );
        expect([created.status, metadataOf(created.text)]).toEqual([201, text]);
        expect(metadataOf((await api.call('GET', at(`m-${n}`))).text)).toBe(text);
        expect((await api.call('GET', '/v2/identities?limit=1')).text).toContain(`"metadata":${text}}`);
        await api.call('PATCH', at(`m-${n}`), '{"metadata":{"other":1}}');
        expect(metadataOf((await api.call('PATCH', at(`m-${n}`), `\n{"metadata":${text}}\n`)).text)).toBe(
          text,
        );
        expect(metadataOf((await api.call('PATCH', at(`m-${n}`), '{"display_name":"Ada"}')).text)).toBe(text);
      }
    });

    it('keeps any JSON object', async () => {
      const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ noUnicodeString: false }));
      await fc.assert(
        fc.asyncProperty(json, fc.constantFrom(undefined, 1, '\t'), async (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          fc.pre(!/\\u0000|\\ud[89a-f]/i.test(text));
          await store.clear();
          const created = await api.call('POST', '/v2/identities', `{"external_id":"a","metadata":${text}}`);
          expect([created.status, metadataOf(created.text)]).toEqual([201, text]);
        }),
        { numRuns: 60 },
      );
    });

    it('sent twice counts as last sent, also under an escaped name', async () => {
      const twice = '{"external_id":"a","metadata":{"first":1},"meta\\u0064ata":{"last":2}}';
      expect(metadataOf((await api.call('POST', '/v2/identities', twice)).text)).toBe('{"last":2}');
    });

    it('with NUL or half of a surrogate pair is refused, in values, names and repeated members', async () => {
      for (const text of [
        '{"a":"\\u0000"}',
        '{"\\u0000":1}',
        '{"a":["\\ud800"]}',
        '{"\\udc00x":1}',
        '{"a":"\\u0000","a":1}',
      ]) {
        const refused = await api.call('POST', '/v2/identities', `{"external_id":"a","metadata":${text}}`);
        expect([text, refused.status]).toEqual([text, 400]);
        expect(refused.json).toMatchObject({
          details: { fields: { metadata: [expect.stringContaining('Remove it')] } },
        });
      }
    });
  });

  describe('a path id', () => {
    const ids = [
      'edge/slash %2F?#&=+ ü',
      '%25',
      '%',
      'a.b',
      '...',
      'a b',
      '\\',
      '😀',
      'a:b',
      'ü',
      '%2e%2e',
      '\'"`;',
      '\u0001',
      ' ',
    ];
    it('round-trips exactly, whatever it holds', async () => {
      for (const id of ids) {
        const { _id } = await api.create({ external_id: id });
        expect((await api.call('GET', at(id))).json).toMatchObject({ _id, external_id: id });
        expect((await api.call('PATCH', at(id), { display_name: 'x' })).json).toMatchObject({
          _id,
          external_id: id,
        });
        expect((await api.call('DELETE', at(id))).status).toBe(200);
      }
    });

    it('is decoded once, after routing', async () => {
      await api.create({ external_id: 'edge/slash %2F?#&=+ ü' });
      await api.create({ external_id: '%25' });
      const sent = '/v2/identities/edge%2Fslash%20%252F%3F%23%26%3D%2B%20%C3%BC';
      expect((await api.call('GET', sent)).json).toMatchObject({ external_id: 'edge/slash %2F?#&=+ ü' });
      expect((await api.call('GET', '/v2/identities/%2525')).json).toMatchObject({ external_id: '%25' });
      expect((await api.call('GET', '/v2/identities/%25')).status).toBe(404);
    });

    it('that is malformed gets 400, a longer path or a trailing slash 404', async () => {
      for (const id of ['%', '%zz', 'a%2', '%FF', '%ED%A0%80', '%00', 'a%00b']) {
        for (const method of ['GET', 'PATCH', 'DELETE']) {
          expect([id, (await api.call(method, `/v2/identities/${id}`)).status]).toEqual([id, 400]);
        }
      }
      await api.create({ external_id: 'a' });
      for (const path of [
        '/v2/identities/',
        '/v2/identities/a/',
        '/v2/identities//a',
        '/v2/',
        '/',
        '/v2/contacts',
        '/V2/identities',
      ]) {
        for (const method of ['GET', 'PATCH', 'DELETE']) {
          const answer = await api.call(method, path);
          expect([method, path, answer.status]).toEqual([method, path, 404]);
          expect(answer.json).toMatchObject({ code: 'not_found' });
        }
      }
    });
  });

  describe('a body', () => {
    it('that is not a JSON object in UTF-8 gets 400', async () => {
      for (const body of [
        '{',
        'null',
        '[]',
        '"a"',
        '1',
        '{"external_id":"a",}',
        "{'external_id':'a'}",
        '{"a":1} x',
      ]) {
        const refused = await api.call('POST', '/v2/identities', body);
        expect([body, refused.status]).toEqual([body, 400]);
        expect(refused.json).toMatchObject({ code: 'invalid_request_body' });
      }
      const latin1 = await fetch(`${api.origin}/v2/identities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TEST_KEY}` },
        body: Buffer.from('{"external_id":"\xfc"}', 'latin1'),
      });
      expect(latin1.status).toBe(400);
    });

    it('above 1 MiB gets 413, with a length or in chunks; just below passes', async () => {
      const body = (size: number) => `{"external_id":"a","display_name":"${'x'.repeat(size - 39)}"}`;
      const limit = 1024 * 1024;
      expect((await api.call('POST', '/v2/identities', body(limit + 3))).status).toBe(413);
      expect((await api.call('POST', '/v2/identities', body(limit))).status).toBe(201);
      const handle = createEmbeddedApi({ database: store.database, apiKey: TEST_KEY });
      const endless = new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
      });
      const chunked = {
        method: 'POST',
        headers: { authorization: `Bearer ${TEST_KEY}` },
        body: endless,
        duplex: 'half',
      } as const;
      expect((await handle(new Request('http://x/v2/identities', chunked))).status).toBe(413);
    });

    it('nested 512 deep is stored, deeper gets 400', async () => {
      const nested = (depth: number) =>
        `{"external_id":"d${depth}","metadata":{"a":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`;
      expect((await api.call('POST', '/v2/identities', nested(512))).status).toBe(201);
      for (const depth of [513, 5_000, 200_000]) {
        expect((await api.call('POST', '/v2/identities', nested(depth))).json).toMatchObject({
          code: 'invalid_request_body',
        });
      }
    });

    it('names every field that breaks a rule and how to mend it', async () => {
      const wrong = {
        email: 'ada',
        avatar_url: 'javascript:alert(1)',
        tags: ['a', 1, 2],
        display_name: 'a\u0000',
      };
      const { status, json } = await api.call('POST', '/v2/identities', wrong);
      expect(status).toBe(400);
      expect(json).toMatchObject({
        code: 'invalid_request_body',
        details: {
          fields: {
            external_id: ['Is required.'],
            email: ['Enter a full email address, such as ada@example.com.'],
            avatar_url: [expect.stringContaining('http')],
            tags: ['Must be a text.'],
            display_name: [expect.stringContaining('cannot be stored')],
          },
        },
      });
      for (const tag of ['\\u0000', '\\ud800']) {
        expect(
          (await api.call('POST', '/v2/identities', `{"external_id":"a","tags":["${tag}"]}`)).status,
        ).toBe(400);
      }
    });

    it('never ends in a 5xx, whatever it is', async () => {
      await api.create({ external_id: 'a' });
      const member = fc.constantFrom(
        'external_id',
        'display_name',
        'email',
        'avatar_url',
        'tags',
        'metadata',
        '__proto__',
        'toString',
      );
      const body = fc.oneof(
        fc.json(),
        fc.string({ unit: 'binary' }),
        fc.dictionary(member, fc.jsonValue({ noUnicodeString: false })).map((value) => JSON.stringify(value)),
      );
      await fc.assert(
        fc.asyncProperty(body, async (text) => {
          expect([200, 400]).toContain((await api.call('PATCH', at('a'), text)).status);
          expect([201, 400, 409]).toContain((await api.call('POST', '/v2/identities', text)).status);
        }),
        { numRuns: 80 },
      );
    });
  });

  it('queries never end in a 5xx', async () => {
    const name = fc.constantFrom(
      'limit',
      'search',
      'tags',
      'filter_by',
      'filter_by.tags',
      'starting_after',
      'ending_before',
      'sort_by',
      'x',
    );
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => encodeURIComponent(text)),
      fc.webQueryParameters(),
      fc.constantFrom('%00', '%FF', '%', '%ED%A0%80', '{"tags":["\\u0000"]}'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), async (pairs) => {
        const query = pairs.map(([key, text]) => `${key}=${text}`).join('&');
        expect([200, 400]).toContain((await api.call('GET', `/v2/identities?${query}`)).status);
      }),
      { numRuns: 80 },
    );
    for (const query of ['search=a%00b', 'search=%FFab', 'filter_by.tags=%00', 'starting_after=%ED%A0%80']) {
      expect([query, (await api.call('GET', `/v2/identities?${query}`)).status]).toEqual([query, 400]);
    }
  });

  describe('the key', () => {
    it('counts in the Authorization header only', async () => {
      const status = async (headers: Record<string, string>, query = '') => {
        const answer = await fetch(`${api.origin}/v2/identities${query}`, { headers });
        const body: unknown = await answer.json();
        return [answer.status, body, answer.headers.get('www-authenticate')];
      };
      const missing = [401, expect.objectContaining({ code: 'authentication_required' }), 'Bearer'];
      const wrong = [401, expect.objectContaining({ code: 'invalid_api_key' }), 'Bearer'];
      expect(await status({})).toEqual(missing);
      expect(
        await status({ 'x-api-key': TEST_KEY, cookie: `key=${TEST_KEY}` }, `?api_key=${TEST_KEY}`),
      ).toEqual(missing);
      expect(await status({ authorization: `Basic ${TEST_KEY}` })).toEqual(missing);
      expect(await status({ authorization: 'Bearer ' })).toEqual(missing);
      for (const key of ['x', `${TEST_KEY}x`, TEST_KEY.slice(1)])
        expect(await status({ authorization: `Bearer ${key}` })).toEqual(wrong);
      expect((await status({ authorization: `bearer ${TEST_KEY}` }))[0]).toBe(200);
    });
  });

  describe('versions', () => {
    it('grow with every change, stay when nothing changes, and are the entity tag', async () => {
      const created = await api.call('POST', '/v2/identities', {
        external_id: 'a',
        tags: ['x'],
        metadata: { a: 1 },
      });
      const tag = created.headers.get('etag');
      expect(tag).toBe(`"${new Date(clock.now).toISOString()}"`);
      const same = await api.call('PATCH', at('a'), { tags: ['x'], metadata: { a: 1 }, display_name: null });
      expect(same.headers.get('etag')).toBe(tag);
      // The clock stands still, then steps back: a version is never used twice.
      const versions = [tag];
      for (const step of [0, 0, -5_000, 1_000]) {
        clock.now += step;
        versions.push(
          (await api.call('PATCH', at('a'), { display_name: `v${versions.length}` })).headers.get('etag'),
        );
      }
      expect([...versions].sort()).toEqual(versions);
      expect(new Set(versions).size).toBe(versions.length);
      expect((await api.call('GET', at('a'))).headers.get('etag')).toBe(versions.at(-1));
    });

    it('guard a change: If-Match with another one gets 412 and changes nothing', async () => {
      const old = (await api.call('POST', '/v2/identities', { external_id: 'a' })).headers.get('etag') ?? '';
      const current =
        (await api.call('PATCH', at('a'), { display_name: 'Ada' }, { 'if-match': old })).headers.get(
          'etag',
        ) ?? '';
      for (const stale of [old, `W/${current}`, '"x"', current.slice(1, -1), '']) {
        for (const [method, body] of [
          ['PATCH', { display_name: 'Eve' }],
          ['DELETE', {}],
        ] as const) {
          const refused = await api.call(method, at('a'), body, { 'if-match': stale });
          expect([stale, refused.status]).toEqual([stale, 412]);
          expect(refused.json).toMatchObject({ code: 'precondition_failed' });
        }
      }
      expect((await api.call('GET', at('a'))).json).toMatchObject({ display_name: 'Ada' });
      expect((await api.call('PATCH', at('a'), { display_name: 'B' }, { 'if-match': '*' })).status).toBe(200);
      expect((await api.call('PATCH', at('none'), {}, { 'if-match': old })).status).toBe(404);
      const now = (await api.call('GET', at('a'))).headers.get('etag') ?? '';
      expect((await api.call('DELETE', at('a'), {}, { 'if-match': `"x", ${now}` })).status).toBe(200);
    });

    it('hold alike for tags and metadata of an identity named by its _id, which are changed in one step', async () => {
      const created = await api.call('POST', '/v2/identities', { external_id: 'a', tags: ['x'] });
      const id = at((created.json as { _id: string })._id);
      const first = created.headers.get('etag') ?? '';
      const patch = async (body: object, ifMatch?: string) => {
        const answer = await api.call(
          'PATCH',
          id,
          body,
          ifMatch === undefined ? {} : { 'if-match': ifMatch },
        );
        return { status: answer.status, etag: answer.headers.get('etag') ?? '', json: answer.json };
      };
      expect((await patch({ tags: ['x'] }, first)).etag).toBe(first);
      clock.now -= 5_000;
      const second = await patch({ tags: ['y', 'x'], metadata: { n: 1 } }, `"x", ${first}`);
      expect(second).toMatchObject({ status: 200, json: { tags: ['y', 'x'], metadata: { n: 1 } } });
      expect(second.etag > first).toBe(true);
      for (const stale of [first, `W/${second.etag}`, second.etag.slice(1, -1), ''])
        expect([stale, (await patch({ tags: ['z'] }, stale)).status]).toEqual([stale, 412]);
      const third = await patch({ metadata: { n: 2 } });
      expect(third).toMatchObject({ status: 200, json: { tags: ['y', 'x'], metadata: { n: 2 } } });
      expect(third.etag > second.etag).toBe(true);
      expect((await patch({ metadata: { n: 2 } }, '*')).etag).toBe(third.etag);
      expect((await api.call('GET', id)).headers.get('etag')).toBe(third.etag);
      expect((await api.list('?tags=y')).data).toHaveLength(1);
      expect((await api.call('PATCH', at('none'), { tags: [] }, { 'if-match': first })).status).toBe(404);
    });

    it('let one of many changes at once through', async () => {
      const tag = (await api.call('POST', '/v2/identities', { external_id: 'a' })).headers.get('etag') ?? '';
      const names = Array.from({ length: 8 }, (_, n) => `n${n}`);
      const answers = await Promise.all(
        names.map((display_name) => api.call('PATCH', at('a'), { display_name }, { 'if-match': tag })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
    });
  });

  it('of many creates of one external id at once, through two handles, one wins', async () => {
    const second = await store.openAnother();
    const other = await startTestApi(second, () => new Date(clock.now));
    try {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          (n % 2 === 0 ? api : other).call('POST', '/v2/identities', { external_id: 'a' }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(11).fill(409)]);
      expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({
        code: 'identity_already_exists',
        details: { fields: { external_id: [expect.any(String)] } },
      });
      expect((await other.list()).data).toHaveLength(1);
      const [one, two] = await Promise.all([api.list(), other.list()]);
      expect(one).toEqual(two);
      expect(other.errors).toEqual([]);
    } finally {
      await other.close();
      if (second !== store.database) await second.close();
    }
  });

  it('metrics are the exact sums of today and the 29 days before, in UTC', async () => {
    await api.create({ external_id: 'used' });
    await api.create({ external_id: 'idle' });
    const day = { externalId: 'used', requests: 3, errors: 1, tokens: 2 ** 40, cost: '0.1' };
    const outside = { ...day, requests: 1_000, cost: '1000' };
    await store.database.orm.insert(usageDays).values([
      { ...day, day: '2026-11-20' },
      { ...day, day: '2026-11-19' },
      { ...day, day: '2026-10-22' },
      { ...outside, day: '2026-10-21' },
      { ...outside, day: '2026-11-21' },
      { ...outside, day: '2026-11-20', externalId: 'someone else' },
    ]);
    clock.now = Date.UTC(2026, 10, 20, 23, 59);
    const used = { total_requests: 9, total_tokens: 3 * 2 ** 40, total_cost: 0.3, error_rate: 3 / 9 };
    expect((await api.list('?include_metrics=true')).data).toMatchObject([
      { metrics: { total_requests: 0, error_rate: 0 } },
      { metrics: used },
    ]);
    expect((await api.call('GET', `${at('used')}?include_metrics=true`)).json).toMatchObject({
      metrics: used,
      identity: { metrics: used },
    });
  });

  it('every answer names its request, is JSON, is not stored and allows no other origin', async () => {
    await api.create({ external_id: 'a' });
    const requests = [
      ['GET', '/v2/identities'],
      ['GET', at('none')],
      ['PUT', at('a')],
      ['OPTIONS', '/v2/identities'],
      ['DELETE', '/v2/identities'],
      ['GET', '/nowhere'],
    ] as const;
    for (const [method, path] of requests) {
      const { headers } = await api.call(method, path, undefined, {
        origin: 'https://evil.example',
        'x-request-id': 'req-1',
      });
      expect(headers.get('x-request-id')).toBe('req-1');
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(
      (await api.call('GET', at('a'), undefined, { 'x-request-id': 'a b"' })).headers.get('x-request-id'),
    ).toMatch(/^[\da-f-]{36}$/);
    expect((await api.call('PUT', at('a'))).headers.get('allow')).toBe('GET, HEAD, PATCH, DELETE');
    const wrongMethod = await api.call('DELETE', '/v2/identities');
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect((await api.call('HEAD', at('a'))).status).toBe(200);
  });

  it('a failing store is a masked 500, reported without what was sent', async () => {
    const reported: unknown[] = [];
    const failing = createEmbeddedApi({
      database: store.database,
      apiKey: TEST_KEY,
      // A year that the store cannot read: the query fails with all its parameters in the driver's message.
      now: () => new Date(Date.UTC(10_000, 0)),
      onError: (error, requestId) => reported.push([error instanceof Error ? error.stack : error, requestId]),
    });
    const headers = { authorization: `Bearer ${TEST_KEY}`, 'x-request-id': 'req-2' };
    const body = '{"external_id":"secret","metadata":{"secret":1}}';
    const answer = await failing(new Request('http://x/v2/identities', { method: 'POST', headers, body }));
    const masked = {
      error: 'internal server error',
      message: 'internal server error',
      code: 'internal_error',
    };
    expect([answer.status, await answer.json()]).toEqual([500, masked]);
    expect(reported).toEqual([[expect.not.stringContaining('secret'), 'req-2']]);
  });

  it('derived columns follow the fields', async () => {
    await api.create({ external_id: 'A', display_name: 'Ádá', tags: ['x', 'x'] });
    await api.call('PATCH', at('A'), { display_name: 'Zoë', email: 'Z@example.com', tags: ['y'] });
    const [row] = await store.database.orm.select().from(identities).where(eq(identities.externalId, 'A'));
    expect(row).toMatchObject({ nameKey: 'zoe', searchText: 'zoë\nz@example.com\na' });
    expect(row?.tagKeys).toHaveLength(1);
  });
});
