import { describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { identities } from '@/lib/db/schema';
import { TEST_KEY } from './testing/api-client';
import { testStores } from './testing/stores';
import { testedApi } from './testing/tested-api';

/** Column (b) of the contract's table "Disagreements and recommendations": the rows about what is accepted. */
describe.each(testStores(process.env.TEST_DATABASE_URL))(
  'the wire contract, requests, on $name',
  ({ open }) => {
    const tested = testedApi(open);
    const at = (id: string) => `/v2/identities/${encodeURIComponent(id)}`;
    const externalIds = async (query: string) =>
      (await tested.api.list(query)).data.map((row) => row.external_id).sort();

    it('5: null is absent on create, clears on update; "" clears too; a wrong type gets 400', async () => {
      const unset = { display_name: null, email: null, avatar_url: null, tags: null, metadata: null };
      expect(await tested.api.create({ external_id: 'a', ...unset })).not.toHaveProperty('display_name');
      const blank = { display_name: '', email: '', avatar_url: '' };
      for (const field of ['display_name', 'email', 'avatar_url'])
        expect(await tested.api.create({ ...blank, external_id: field })).not.toHaveProperty(field);
      const set = { display_name: 'Ada', email: 'ada@example.com', avatar_url: 'https://example.com/a.png' };
      for (const empty of [null, '']) {
        await tested.api.call('PATCH', at('a'), set);
        for (const field of ['display_name', 'email', 'avatar_url']) {
          const cleared = await tested.api.call('PATCH', at('a'), { [field]: empty });
          expect(cleared.status).toBe(200);
          expect(cleared.json).not.toHaveProperty(field);
          expect((await tested.api.call('GET', at('a'))).json).not.toHaveProperty(field);
        }
      }
      const wrong = { display_name: 1, email: {}, avatar_url: [], tags: 'a', metadata: [] };
      for (const [field, value] of Object.entries(wrong)) {
        for (const [method, path] of [
          ['PATCH', at('a')],
          ['POST', '/v2/identities'],
        ] as const) {
          const refused = await tested.api.call(method, path, { external_id: 'b', [field]: value });
          expect([field, refused.status]).toEqual([field, 400]);
          expect(refused.json).toMatchObject({
            code: 'invalid_request_body',
            details: { fields: { [field]: [expect.any(String)] } },
          });
        }
      }
      for (const field of ['tags', 'metadata'])
        expect((await tested.api.call('PATCH', at('a'), { [field]: null })).status).toBe(400);
    });

    it('6: limit 1 to 50, 10 by default, 10.0 is 10, else 400', async () => {
      for (let n = 0; n < 12; n += 1) await tested.api.create({ external_id: `id-${n}` });
      expect((await tested.api.list()).data).toHaveLength(10);
      expect((await tested.api.list('?limit=10.0')).data).toHaveLength(10);
      expect((await tested.api.list('?limit=1')).data).toHaveLength(1);
      expect(await tested.api.list('?limit=50')).toMatchObject({ has_more: false });
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
        expect([limit, (await tested.api.call('GET', `/v2/identities?limit=${limit}`)).status]).toEqual([
          limit,
          400,
        ]);
      }
    });

    it('7: takes every encoding of the tag filter', async () => {
      await tested.api.create({ external_id: 'p', tags: ['pre mium'] });
      await tested.api.create({ external_id: 'b', tags: ['b', 'other'] });
      await tested.api.create({ external_id: 'comma', tags: ['x,y'] });
      await tested.api.create({ external_id: 'none' });
      const both = [
        'filter_by.tags=pre%20mium&filter_by.tags=b',
        `filter_by=${encodeURIComponent('{"tags":["pre mium","b"]}')}`,
        'filter_by=tags%3Dpre%20mium%2Cb',
        'tags=pre%20mium%2Cb',
        'tags=pre+mium,b',
        'filter_by[tags]=pre%20mium&filter_by[tags]=b',
        'filter_by%5Btags%5D%5B%5D=pre%20mium&filter_by%5Btags%5D%5B%5D=b',
        'filter_by[tags][0]=pre%20mium&filter_by[tags][1]=b',
        'filter_by[tags][0]=pre%20mium&filter_by[tags][1]=b',
        'filter_by.tags[]=pre%20mium&filter_by.tags[]=b',
        'tags[]=pre%20mium&tags[]=b',
        'tags[0]=pre%20mium&tags[1]=b',
        'filter_by=tags=pre%20mium,b',
        'filter_by.tags=pre%20mium&tags=b,,',
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
        const refused = await tested.api.call(
          'GET',
          `/v2/identities?filter_by=${encodeURIComponent(filter)}`,
        );
        expect([filter, refused.status]).toEqual([filter, 400]);
      }
    });

    it('8: searches a trimmed, case-insensitive, literal text in name, email and external id', async () => {
      await tested.api.create({
        external_id: 'usr_100%',
        display_name: 'Zoë Ünal',
        email: 'zoe@example.com',
      });
      await tested.api.create({ external_id: 'usr-1000', display_name: 'back\\slash' });
      await tested.api.create({ external_id: 'x', display_name: '😀 two' });
      expect(await externalIds('?search=%20%20ZO%C3%8B%20')).toEqual(['usr_100%']);
      expect(await externalIds('?search=o%C3%AB')).toEqual(['usr_100%']);
      expect(await externalIds('?search=EXAMPLE.com')).toEqual(['usr_100%']);
      expect(await externalIds('?search=USR')).toEqual(['usr-1000', 'usr_100%']);
      expect(await externalIds('?search=r_1')).toEqual(['usr_100%']);
      expect(await externalIds('?search=00%25')).toEqual(['usr_100%']);
      expect(await externalIds('?search=k%5Cs')).toEqual(['usr-1000']);
      expect(await externalIds('?search=')).toHaveLength(3);
      expect(await externalIds('?search=%20%20')).toHaveLength(3);
      // Across the lines that part the fields nothing is found; within one field a line break is a character.
      expect(await externalIds(`?search=${encodeURIComponent('ünal\nzoe')}`)).toEqual([]);
      await tested.api.create({ external_id: 'lines', display_name: 'one\ntwo' });
      expect(await externalIds(`?search=${encodeURIComponent('ONE\nt')}`)).toEqual(['lines']);
      for (const search of ['a', '%20a%20', '%F0%9F%98%80']) {
        expect((await tested.api.call('GET', `/v2/identities?search=${search}`)).status).toBe(400);
      }
    });

    it('10: the tag filter means any of', async () => {
      await tested.api.create({ external_id: 'a', tags: ['x', 'y'] });
      await tested.api.create({ external_id: 'b', tags: ['y'] });
      await tested.api.create({ external_id: 'c', tags: ['X'] });
      expect(await externalIds('?filter_by.tags=x&filter_by.tags=z')).toEqual(['a']);
      expect(await externalIds('?filter_by.tags=x&filter_by.tags=y')).toEqual(['a', 'b']);
    });

    it('13: an update takes no body, an empty one and {}; unknown members and id are ignored', async () => {
      const before = await tested.api.create({
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
        const answer = await tested.api.call('PATCH', at('a'), body);
        expect(answer.status).toBe(200);
        expect(answer.json).toEqual({ ...before, identity: before.identity });
      }
      const headers = { authorization: `Bearer ${TEST_KEY}` };
      const bodiless = await fetch(`${tested.api.origin}${at('a')}`, { method: 'PATCH', headers });
      expect([bodiless.status, await bodiless.json()]).toEqual([
        200,
        { ...before, identity: before.identity },
      ]);
    });

    it('15: takes _id and external_id in the path, _id first', async () => {
      const first = await tested.api.create({ external_id: 'a' });
      const second = await tested.api.create({ external_id: first._id });
      expect((await tested.api.call('GET', at(first._id))).json).toMatchObject({ external_id: 'a' });
      expect((await tested.api.call('PATCH', at(first._id), { display_name: 'First' })).json).toMatchObject({
        external_id: 'a',
      });
      expect((await tested.api.call('DELETE', at(first._id))).status).toBe(200);
      expect((await tested.api.call('GET', at(first._id))).json).toMatchObject({ _id: second._id });
    });

    it('16: creates external ids of 1 to 120 characters', async () => {
      for (const id of ['a', '😀'.repeat(120)])
        expect((await tested.api.create({ external_id: id })).external_id).toBe(id);
      for (const id of ['', 'a'.repeat(121), 7, null, undefined]) {
        const refused = await tested.api.call('POST', '/v2/identities', { external_id: id });
        expect(refused.status).toBe(400);
        expect(refused.json).toMatchObject({ details: { fields: { external_id: [expect.any(String)] } } });
      }
      // The gateway creates longer ones: they are read like any other.
      await tested.store.database.orm
        .update(identities)
        .set({ externalId: 'g'.repeat(255) })
        .where(eq(identities.externalId, 'a'));
      expect((await tested.api.call('GET', at('g'.repeat(255)))).status).toBe(200);
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
      expect((await tested.api.create({ external_id: 'a', tags })).tags).toEqual(tags);
      expect((await tested.api.call('PATCH', at('a'), { display_name: 'Ada' })).json).toMatchObject({ tags });
      expect((await tested.api.call('GET', at('a'))).json).toMatchObject({ tags });
      for (const tag of tags)
        expect(await externalIds(`?filter_by.tags=${encodeURIComponent(tag)}`)).toEqual(['a']);
      const cleared = await tested.api.call('PATCH', at('a'), { tags: [] });
      expect(cleared.json).toMatchObject({ tags: [] });
      expect((await tested.api.call('GET', at('a'))).json).toMatchObject({ tags: [] });
    });
  },
);
