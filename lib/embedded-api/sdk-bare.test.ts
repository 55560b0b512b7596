import { describe, expect, it } from 'vitest';
import { Orq } from 'orq-node-4-9';
import { APIError } from 'orq-node-4-9/models/errors/apierror.js';
import { DeleteIdentityResponseBody } from 'orq-node-4-9/models/errors/deleteidentity.js';
import { RetrieveIdentityResponseBody } from 'orq-node-4-9/models/errors/retrieveidentity.js';
import { UpdateIdentityResponseBody } from 'orq-node-4-9/models/errors/updateidentity.js';
import type { CreateIdentityRequestBody } from 'orq-node-4-9/models/operations/createidentity.js';
import type { ListIdentitiesRequest } from 'orq-node-4-9/models/operations/listidentities.js';
import { TEST_KEY } from './testing/api-client';
import { sdkRefusal } from './testing/sdk-refusal';
import { testStores } from './testing/stores';
import { testedApi } from './testing/tested-api';
import { NO_USAGE_YET, recordUsageToday, USAGE_TODAY } from './testing/usage-today';

/** The official SDK of the bare generation (contract, G1), as published. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('@orq-ai/node 4.9 on $name', ({ open }) => {
  const tested = testedApi(open);
  const connect = (apiKey = TEST_KEY) => new Orq({ serverURL: tested.api.origin, apiKey }).identities;
  const ada = {
    externalId: 'acme/ada 1%',
    displayName: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://example.com/ada.png',
    tags: ['premium', 'beta user'],
    metadata: { plan: 'pro', seats: 3, nested: { yes: [true, null] } },
  };
  const texts = ['displayName', 'email', 'avatarUrl'] as const;

  it('creates with every field, with nulls, and with the external id alone', async () => {
    const identities = connect();
    const created = await identities.create(ada);
    expect(created).toMatchObject(ada);
    expect(created.created).toBeInstanceOf(Date);
    expect(created.updated).toEqual(created.created);
    const unset = { displayName: null, email: null, avatarUrl: null };
    for (const fields of [{ externalId: 'nulls', ...unset }, { externalId: 'bare' }]) {
      const bare = await identities.create(fields);
      expect(bare).toMatchObject({ externalId: fields.externalId, tags: [], metadata: {} });
      for (const field of texts) expect(bare).not.toHaveProperty(field);
    }
  });

  it('retrieves by _id and by external id, with figures when asked', async () => {
    const identities = connect();
    const { id } = await identities.create(ada);
    await recordUsageToday(tested.store.database.orm, ada.externalId);
    for (const reference of [id, ada.externalId]) {
      const plain = await identities.retrieve({ id: reference });
      expect(plain).toMatchObject({ ...ada, id });
      expect(plain).not.toHaveProperty('metrics');
      const asked = await identities.retrieve({ id: reference, includeMetrics: true });
      expect(asked).toEqual({ ...plain, metrics: USAGE_TODAY });
    }
  });

  it('updates each field alone and leaves the others; without a body nothing changes', async () => {
    const identities = connect();
    const { id } = await identities.create(ada);
    const changes = [
      { displayName: 'Countess' },
      { email: 'countess@example.com' },
      { avatarUrl: 'http://example.com/b.png?x=1' },
      { tags: ['b', 'a', 'b'] },
      { metadata: { other: [1, 'two'] } },
    ];
    let expected: object = ada;
    for (const [n, requestBody] of changes.entries()) {
      expected = { ...expected, ...requestBody };
      const updated = await identities.update({ id: n % 2 === 0 ? id : ada.externalId, requestBody });
      expect(updated).toMatchObject(expected);
      expect(await identities.retrieve({ id })).toMatchObject(expected);
    }
    for (const request of [{ id }, { id, requestBody: {} }])
      expect(await identities.update(request)).toMatchObject(expected);
  });

  it('clears each field', async () => {
    const identities = connect();
    const { id } = await identities.create(ada);
    for (const field of texts) {
      const cleared = await identities.update({ id, requestBody: { [field]: null } });
      expect(cleared).not.toHaveProperty(field);
      expect(cleared.externalId).toBe(ada.externalId);
    }
    const cleared = await identities.update({ id, requestBody: { tags: [], metadata: {} } });
    expect(cleared).toMatchObject({ externalId: ada.externalId, tags: [], metadata: {} });
    expect(await identities.retrieve({ id })).toMatchObject({ tags: [], metadata: {} });
  });

  it('deletes by either id; the external id is free again', async () => {
    const identities = connect();
    const first = await identities.create(ada);
    expect(await identities.delete({ id: ada.externalId })).toBeUndefined();
    const second = await identities.create(ada);
    expect(second.id).not.toBe(first.id);
    expect(await identities.delete({ id: second.id })).toBeUndefined();
    expect((await identities.list()).data).toEqual([]);
  });

  it('lists with every option; figures come whether asked for or not', async () => {
    const identities = connect();
    for (const [n, displayName] of ['Zoë', 'ada', 'Bo'].entries())
      await identities.create({ externalId: `id-${n}`, displayName, tags: ['all', `only ${n}`] });
    await recordUsageToday(tested.store.database.orm, 'id-1');
    const seen = async (request?: ListIdentitiesRequest) =>
      (await identities.list(request)).data.map(({ externalId }) => externalId);

    expect(await identities.list()).toMatchObject({ object: 'list', hasMore: false });
    expect(await seen()).toEqual(['id-2', 'id-1', 'id-0']);
    expect(await seen({})).toEqual(['id-2', 'id-1', 'id-0']);
    expect(await seen({ limit: 2 })).toEqual(['id-2', 'id-1']);
    expect(await seen({ limit: 50, search: '' })).toHaveLength(3);
    expect(await seen({ search: ' ZOË ' })).toEqual(['id-0']);
    expect(await seen({ filterBy: { tags: ['only 0', 'only 2', 'none'] } })).toEqual(['id-2', 'id-0']);
    for (const filterBy of [{}, { tags: [] }]) expect(await seen({ filterBy })).toHaveLength(3);
    expect(await seen({ search: 'id-', filterBy: { tags: ['only 1'] } })).toEqual(['id-1']);
    for (const includeMetrics of [true, false, null, undefined]) {
      const figures = (await identities.list({ includeMetrics })).data.map(({ metrics }) => metrics);
      expect(figures).toEqual([NO_USAGE_YET, USAGE_TODAY, NO_USAGE_YET]);
    }
  });

  it('walks all pages, forward and back', async () => {
    const identities = connect();
    for (let n = 0; n < 7; n += 1)
      await identities.create({ externalId: `id-${n}`, tags: n === 3 ? [] : ['t'] });
    for (const filter of [{}, { search: 'id-', filterBy: { tags: ['t'] } }]) {
      const all = (await identities.list({ ...filter, limit: 50 })).data.map(({ id }) => id);
      expect(all).toHaveLength('search' in filter ? 6 : 7);
      const forward: string[] = [];
      let page = await identities.list({ ...filter, limit: 2 });
      forward.push(...page.data.map(({ id }) => id));
      while (page.hasMore) {
        page = await identities.list({ ...filter, limit: 2, startingAfter: forward.at(-1) });
        forward.push(...page.data.map(({ id }) => id));
      }
      expect(forward).toEqual(all);
      const back = all.slice(-1);
      do {
        page = await identities.list({ ...filter, limit: 2, endingBefore: back[0] });
        back.unshift(...page.data.map(({ id }) => id));
      } while (page.hasMore);
      expect(back).toEqual(all);
    }
  });

  it('hands out the documented errors, a missing identity as the class of its call', async () => {
    const identities = connect();
    await identities.create(ada);
    const missing = [
      [() => identities.retrieve({ id: 'nobody' }), RetrieveIdentityResponseBody],
      [() => identities.update({ id: 'nobody', requestBody: {} }), UpdateIdentityResponseBody],
      [() => identities.delete({ id: 'nobody' }), DeleteIdentityResponseBody],
    ] as const;
    for (const [call, expected] of missing) {
      const { error, status } = await sdkRefusal(call());
      expect(error).toBeInstanceOf(expected);
      expect([status, 'error' in error ? error.error : error.message]).toEqual([404, 'Identity not found']);
    }
    expect(await sdkRefusal(identities.create({ externalId: ada.externalId }))).toMatchObject({
      status: 409,
      body: { code: 'identity_already_exists', details: { fields: { external_id: [expect.any(String)] } } },
    });
    for (const apiKey of ['', 'wrong-key-0123456789']) {
      const { status, body } = await sdkRefusal(connect(apiKey).list());
      const code = apiKey === '' ? 'authentication_required' : 'invalid_api_key';
      expect([status, body.code]).toEqual([401, code]);
    }
  });

  it('hands out what breaks a rule, by the name of the field', async () => {
    const identities = connect();
    const { id } = await identities.create(ada);
    const queries = [
      [{ limit: 0 }, 'limit'],
      [{ limit: 51 }, 'limit'],
      [{ search: 'a' }, 'search'],
      [{ startingAfter: 'nobody' }, 'starting_after'],
      [{ endingBefore: 'nobody' }, 'ending_before'],
      [{ startingAfter: id, endingBefore: id }, 'ending_before'],
    ] as const;
    const bodies: (readonly [Omit<CreateIdentityRequestBody, 'externalId'>, string])[] = [
      [{ email: 'ada' }, 'email'],
      [{ avatarUrl: '/ada.png' }, 'avatar_url'],
      [{ displayName: 'NUL \0' }, 'display_name'],
      [{ tags: ['\ud800'] }, 'tags'],
    ];
    const refusals = [
      ...queries.map(([query, field]) => [() => identities.list(query), field] as const),
      ...bodies.map(
        ([fields, field]) => [() => identities.create({ externalId: 'new', ...fields }), field] as const,
      ),
      ...bodies.map(([requestBody, field]) => [() => identities.update({ id, requestBody }), field] as const),
      [() => identities.create({ externalId: '' }), 'external_id'] as const,
      [() => identities.create({ externalId: 'x'.repeat(121) }), 'external_id'] as const,
      [() => identities.create(), 'external_id'] as const,
    ];
    for (const [call, field] of refusals) {
      const { error, status, body } = await sdkRefusal(call());
      expect(error).toBeInstanceOf(APIError);
      expect([field, status]).toEqual([field, 400]);
      expect(body.details).toMatchObject({ fields: { [field]: [expect.any(String)] } });
    }
    expect((await identities.list()).data).toHaveLength(1);
  });
});
