import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import { identities } from '@/lib/db/schema';
import { EARLY_SDK, startTestApi, type TestApi } from './testing/api-client';
import { testStores, type FreshStore } from './testing/stores';

/** One test for each row of the contract's table "Disagreements and recommendations", column (b). */
describe.each(testStores(process.env.TEST_DATABASE_URL))('the wire contract on $name', ({ open }) => {
  let store: FreshStore;
  let api: TestApi;
  beforeAll(async () => {
    store = await open();
    api = await startTestApi(store.database);
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await store.close();
  });
  beforeEach(() => store.clear());
  afterEach(() => expect(api.errors).toEqual([]));

  const at = (id: string) => `/v2/identities/${encodeURIComponent(id)}`;
  const externalIds = async (query: string) =>
    (await api.list(query)).data.map((row) => row.external_id).sort();

  it('1: answers bare and wrapped at once, both copies equal', async () => {
    const created = await api.call('POST', '/v2/identities', {
      external_id: 'a',
      display_name: 'Ada',
      metadata: { x: 1 },
    });
    for (const answer of [
      created,
      await api.call('GET', at('a')),
      await api.call('PATCH', at('a'), { email: 'a@b.co' }),
    ]) {
      expect(answer.json).toMatchObject({
        identity: { external_id: 'a', display_name: 'Ada', metadata: { x: 1 } },
      });
      const { identity, ...bare } = z.looseObject({ identity: z.unknown() }).parse(answer.json);
      expect(bare).toEqual(identity);
    }
  });

  it('2: creates with 201 and a Location that leads to the identity', async () => {
    const created = await api.call('POST', '/v2/identities', { external_id: 'a' });
    expect(created.status).toBe(201);
    const location = created.headers.get('location') ?? '';
    expect(location).toMatch(/^\/v2\/identities\/[0-9A-HJKMNP-TV-Z]{26}$/);
    expect((await api.call('GET', location)).json).toEqual(created.json);
  });

  it('3: deletes with 200 {}, with 204 for G1 agents, for good', async () => {
    const first = await api.create({ external_id: 'a' });
    const gone = await api.call('DELETE', at('a'), '{}');
    expect([gone.status, gone.text]).toEqual([200, '{}']);
    expect((await api.call('GET', at('a'))).status).toBe(404);
    const again = await api.create({ external_id: 'a' });
    expect(again._id > first._id).toBe(true);
    const early = await api.call('DELETE', at('a'), undefined, { 'user-agent': EARLY_SDK });
    expect([early.status, early.text]).toEqual([204, '']);
    await api.create({ external_id: 'a' });
    const later = { 'user-agent': 'speakeasy-sdk/typescript 4.15.11 2.8 1.0 @orq-ai/node' };
    expect((await api.call('DELETE', at('a'), '{}', later)).status).toBe(200);
  });

  it('4: omits unset members, never null; tags and metadata are always there', async () => {
    await api.create({ external_id: 'a' });
    const answers = [
      await api.call('GET', at('a')),
      await api.call('GET', '/v2/identities?include_metrics=true'),
    ];
    for (const { text } of answers) expect(text).not.toContain('null');
    const { data } = await api.list();
    const members = ['_id', 'created', 'external_id', 'metadata', 'tags', 'updated', 'workspace_id'];
    expect(Object.keys(data[0] ?? {}).sort()).toEqual(members);
    expect(data[0]).toMatchObject({ tags: [], metadata: {} });
  });

  it('5: null is absent on create, clears on update; "" clears too; a wrong type gets 400', async () => {
    const unset = { display_name: null, email: null, avatar_url: null, tags: null, metadata: null };
    expect(await api.create({ external_id: 'a', ...unset })).not.toHaveProperty('display_name');
    const set = { display_name: 'Ada', email: 'ada@example.com', avatar_url: 'https://example.com/a.png' };
    for (const empty of [null, '']) {
      await api.call('PATCH', at('a'), set);
      for (const field of ['display_name', 'email', 'avatar_url']) {
        const cleared = await api.call('PATCH', at('a'), { [field]: empty });
        expect(cleared.status).toBe(200);
        expect(cleared.json).not.toHaveProperty(field);
        expect((await api.call('GET', at('a'))).json).not.toHaveProperty(field);
      }
    }
    const wrong = { display_name: 1, email: {}, avatar_url: [], tags: 'a', metadata: [] };
    for (const [field, value] of Object.entries(wrong)) {
      for (const [method, path] of [
        ['PATCH', at('a')],
        ['POST', '/v2/identities'],
      ] as const) {
        const refused = await api.call(method, path, { external_id: 'b', [field]: value });
        expect([field, refused.status]).toEqual([field, 400]);
        expect(refused.json).toMatchObject({
          code: 'invalid_request_body',
          details: { fields: { [field]: [expect.any(String)] } },
        });
      }
    }
    for (const field of ['tags', 'metadata'])
      expect((await api.call('PATCH', at('a'), { [field]: null })).status).toBe(400);
  });

  it('6: limit 1 to 50, 10 by default, 10.0 is 10, else 400', async () => {
    for (let n = 0; n < 12; n += 1) await api.create({ external_id: `id-${n}` });
    expect((await api.list()).data).toHaveLength(10);
    expect((await api.list('?limit=10.0')).data).toHaveLength(10);
    expect((await api.list('?limit=1')).data).toHaveLength(1);
    expect(await api.list('?limit=50')).toMatchObject({ has_more: false });
    for (const limit of [
      '0',
      '51',
      '-1',
      '1.5',
      'ten',
      '',
      '0x10',
      '1e1',
      '%2010',
      '010.01',
      'NaN',
      '10000',
    ]) {
      expect([limit, (await api.call('GET', `/v2/identities?limit=${limit}`)).status]).toEqual([limit, 400]);
    }
  });

  it('7: takes every encoding of the tag filter', async () => {
    await api.create({ external_id: 'p', tags: ['pre mium'] });
    await api.create({ external_id: 'b', tags: ['b', 'other'] });
    await api.create({ external_id: 'comma', tags: ['x,y'] });
    await api.create({ external_id: 'none' });
    const both = [
      'filter_by.tags=pre%20mium&filter_by.tags=b',
      `filter_by=${encodeURIComponent('{"tags":["pre mium","b"]}')}`,
      'filter_by=tags%3Dpre%20mium%2Cb',
      'tags=pre%20mium%2Cb',
      'tags=pre+mium,b',
      'filter_by[tags]=pre%20mium&filter_by[tags]=b',
      'filter_by%5Btags%5D%5B%5D=pre%20mium&filter_by%5Btags%5D%5B%5D=b',
      'filter_by[tags][0]=pre%20mium&filter_by[tags][1]=b',
      'tags[]=pre%20mium&tags[]=b',
    ];
    for (const query of both) expect([query, await externalIds(`?${query}`)]).toEqual([query, ['b', 'p']]);
    for (const query of [
      'filter_by.tags=x%2Cy',
      `filter_by=${encodeURIComponent('{"tags":["x,y"]}')}`,
      'tags[]=x%2Cy',
    ]) {
      expect([query, await externalIds(`?${query}`)]).toEqual([query, ['comma']]);
    }
    expect(await externalIds('?tags=x%2Cy')).toEqual([]);
    for (const query of [
      'tags=',
      'filter_by=',
      `filter_by=${encodeURIComponent('{}')}`,
      `filter_by=${encodeURIComponent('{"tags":[]}')}`,
    ]) {
      expect([query, await externalIds(`?${query}`)]).toEqual([query, ['b', 'comma', 'none', 'p']]);
    }
    for (const filter of [
      '{',
      '{"tags":"a"}',
      '{"tags":[1]}',
      'b',
      '[]',
      '{"tags":["\\ud800"]}',
      '{"tags":["\\u0000"]}',
    ]) {
      const refused = await api.call('GET', `/v2/identities?filter_by=${encodeURIComponent(filter)}`);
      expect([filter, refused.status]).toEqual([filter, 400]);
    }
  });

  it('8: searches a trimmed, case-insensitive, literal text in name, email and external id', async () => {
    await api.create({ external_id: 'usr_100%', display_name: 'Zoë Ünal', email: 'zoe@example.com' });
    await api.create({ external_id: 'usr-1000', display_name: 'back\\slash' });
    await api.create({ external_id: 'x', display_name: '😀 two' });
    expect(await externalIds('?search=%20%20ZO%C3%8B%20')).toEqual(['usr_100%']);
    expect(await externalIds('?search=EXAMPLE.com')).toEqual(['usr_100%']);
    expect(await externalIds('?search=USR')).toEqual(['usr-1000', 'usr_100%']);
    expect(await externalIds('?search=r_1')).toEqual(['usr_100%']);
    expect(await externalIds('?search=00%25')).toEqual(['usr_100%']);
    expect(await externalIds('?search=k%5Cs')).toEqual(['usr-1000']);
    expect(await externalIds('?search=')).toHaveLength(3);
    expect(await externalIds('?search=%20%20')).toHaveLength(3);
    // Across the lines that part the fields nothing is found; within one field a line break is a character.
    expect(await externalIds(`?search=${encodeURIComponent('ünal\nzoe')}`)).toEqual([]);
    await api.create({ external_id: 'lines', display_name: 'one\ntwo' });
    expect(await externalIds(`?search=${encodeURIComponent('ONE\nt')}`)).toEqual(['lines']);
    for (const search of ['a', '%20a%20', '%F0%9F%98%80']) {
      expect((await api.call('GET', `/v2/identities?search=${search}`)).status).toBe(400);
    }
  });

  it('9: metrics on request, always in lists for G1 agents', async () => {
    await api.create({ external_id: 'reports' });
    await api.create({ external_id: 'silent' });
    await store.database.orm
      .update(identities)
      .set({ reportsUsage: false })
      .where(eq(identities.externalId, 'silent'));
    const zeros = { total_requests: 0, total_tokens: 0, total_cost: 0, error_rate: 0 };
    const metrics = (rows: { external_id: string }[]) =>
      Object.fromEntries(rows.map((row) => [row.external_id, 'metrics' in row ? row.metrics : 'none']));
    expect(metrics((await api.list()).data)).toEqual({ reports: 'none', silent: 'none' });
    expect(metrics((await api.list('?include_metrics=true')).data)).toEqual({
      reports: zeros,
      silent: 'none',
    });
    const early = { 'user-agent': EARLY_SDK };
    expect(metrics((await api.list('?include_metrics=false&limit=10', early)).data)).toEqual({
      reports: zeros,
      silent: zeros,
    });
    expect((await api.call('GET', at('reports'))).json).not.toHaveProperty('metrics');
    expect((await api.call('GET', `${at('reports')}?include_metrics=true`)).json).toMatchObject({
      metrics: zeros,
    });
    expect((await api.call('GET', `${at('silent')}?include_metrics=true`)).json).not.toHaveProperty(
      'metrics',
    );
    for (const value of ['1', '0', 'TRUE', '', 'null']) {
      for (const name of ['include_metrics', 'include_budget']) {
        expect((await api.call('GET', `/v2/identities?${name}=${value}`)).status).toBe(400);
        expect((await api.call('GET', `${at('reports')}?${name}=${value}`)).status).toBe(400);
      }
    }
    expect((await api.list('?include_budget=true')).data[0]).not.toHaveProperty('budget');
  });

  it('10: the tag filter means any of', async () => {
    await api.create({ external_id: 'a', tags: ['x', 'y'] });
    await api.create({ external_id: 'b', tags: ['y'] });
    await api.create({ external_id: 'c', tags: ['X'] });
    expect(await externalIds('?filter_by.tags=x&filter_by.tags=z')).toEqual(['a']);
    expect(await externalIds('?filter_by.tags=x&filter_by.tags=y')).toEqual(['a', 'b']);
  });

  it('11: ids are bare monotonic ULIDs; imported forms are found, listed and paged from', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n += 1) ids.push((await api.create({ external_id: `id-${n}` }))._id);
    expect(ids.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    const imported = 'contact_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    await store.database.orm
      .update(identities)
      .set({ id: imported })
      .where(eq(identities.externalId, 'id-3'));
    expect((await api.call('GET', at(imported))).json).toMatchObject({ _id: imported });
    expect((await api.list(`?starting_after=${imported}&limit=50`)).data).toHaveLength(3);
  });

  it('12: created and updated are always there, in UTC with milliseconds', async () => {
    const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    await api.create({ external_id: 'a' });
    for (const row of (await api.list()).data)
      for (const time of [row.created, row.updated]) expect(time).toMatch(form);
  });

  it('13: an update takes no body, an empty one and {}; unknown members and id are ignored', async () => {
    const before = await api.create({
      external_id: 'a',
      display_name: 'Ada',
      tags: ['x'],
      metadata: { a: 1 },
    });
    for (const body of [
      undefined,
      '',
      ' \n',
      '{}',
      '{"id":"b","external_id":"b","_id":"b","nonsense":[null]}',
    ]) {
      const answer = await api.call('PATCH', at('a'), body);
      expect(answer.status).toBe(200);
      expect(answer.json).toEqual({ ...before, identity: before.identity });
    }
  });

  it('14: error bodies serve every typed reader', async () => {
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const { status, json } = await api.call(method, at('nobody'));
      expect(status).toBe(404);
      expect(json).toEqual({
        error: 'Identity not found',
        message: 'Identity not found',
        code: 'identity_not_found',
      });
    }
  });

  it('15: takes _id and external_id in the path, _id first', async () => {
    const first = await api.create({ external_id: 'a' });
    const second = await api.create({ external_id: first._id });
    expect((await api.call('GET', at(first._id))).json).toMatchObject({ external_id: 'a' });
    expect((await api.call('PATCH', at(first._id), { display_name: 'First' })).json).toMatchObject({
      external_id: 'a',
    });
    expect((await api.call('DELETE', at(first._id))).status).toBe(200);
    expect((await api.call('GET', at(first._id))).json).toMatchObject({ _id: second._id });
  });

  it('16: creates external ids of 1 to 120 characters', async () => {
    for (const id of ['a', '😀'.repeat(120)])
      expect((await api.create({ external_id: id })).external_id).toBe(id);
    for (const id of ['', 'a'.repeat(121), 7, null, undefined]) {
      const refused = await api.call('POST', '/v2/identities', { external_id: id });
      expect(refused.status).toBe(400);
      expect(refused.json).toMatchObject({ details: { fields: { external_id: [expect.any(String)] } } });
    }
    // The gateway creates longer ones: they are read like any other.
    await store.database.orm
      .update(identities)
      .set({ externalId: 'g'.repeat(255) })
      .where(eq(identities.externalId, 'a'));
    expect((await api.call('GET', at('g'.repeat(255)))).status).toBe(200);
  });

  it('17: metadata is an object here, not the gateway’s array of objects', async () => {
    const refused = await api.call('POST', '/v2/identities', {
      external_id: 'a',
      metadata: [{ plan: 'pro' }],
      logo_url: 'x',
    });
    expect(refused.status).toBe(400);
    expect(await api.create({ external_id: 'a', logo_url: 'x' })).not.toHaveProperty('logo_url');
  });

  it('18: absent tags stay, [] clears them, order and repeats are kept', async () => {
    const tags = [
      'z',
      'a',
      'z',
      ' spaced ',
      '',
      '{"q":1}',
      'a,b',
      'NULL',
      '\\"',
      "o'k",
      'é😀',
      '{',
      '}',
      'line\nbreak',
      't\tab',
    ];
    expect((await api.create({ external_id: 'a', tags })).tags).toEqual(tags);
    expect((await api.call('PATCH', at('a'), { display_name: 'Ada' })).json).toMatchObject({ tags });
    expect((await api.call('GET', at('a'))).json).toMatchObject({ tags });
    for (const tag of tags)
      expect(await externalIds(`?filter_by.tags=${encodeURIComponent(tag)}`)).toEqual(['a']);
    const cleared = await api.call('PATCH', at('a'), { tags: [] });
    expect(cleared.json).toMatchObject({ tags: [] });
    expect((await api.call('GET', at('a'))).json).toMatchObject({ tags: [] });
  });
});
