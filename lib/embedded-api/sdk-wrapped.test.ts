import { describe, expect, it } from 'vitest';
import { Orq as Orq411 } from 'orq-node-4-11';
import { APIError as APIError411 } from 'orq-node-4-11/models/errors/apierror.js';
import { Orq as Orq415 } from 'orq-node-4-15';
import type { CreateIdentityRequest } from 'orq-node-4-15/models/components/createidentityrequest.js';
import type { Identity } from 'orq-node-4-15/models/components/identity.js';
import { IdentitySortField } from 'orq-node-4-15/models/components/identitysortfield.js';
import { APIError as APIError415 } from 'orq-node-4-15/models/errors/apierror.js';
import type { ListIdentitiesRequest } from 'orq-node-4-15/models/operations/listidentities.js';
import type { RetrieveIdentityRequest } from 'orq-node-4-15/models/operations/retrieveidentity.js';
import type { UpdateIdentityRequest } from 'orq-node-4-15/models/operations/updateidentity.js';
import { TEST_KEY } from './testing/api-client';
import { sdkRefusal } from './testing/sdk-refusal';
import { testStores } from './testing/stores';
import { testedApi } from './testing/tested-api';
import { NO_USAGE_YET, recordUsageToday, USAGE_TODAY } from './testing/usage-today';

/** Both versions name and type every call alike, but for what `create` resolves to and the budgets, which are not here. */
type Seen = Omit<Identity, 'budget'>;
type Client = {
  create(request: CreateIdentityRequest): Promise<Seen>;
  identities: {
    list(request?: ListIdentitiesRequest): Promise<{ object: string; data: Seen[]; hasMore: boolean }>;
    retrieve(request: RetrieveIdentityRequest): Promise<{ identity: Seen }>;
    update(request: UpdateIdentityRequest): Promise<{ identity: Seen }>;
    delete(request: { id: string }): Promise<object>;
  };
};
type Connection = { serverURL: string; apiKey: string };

const current = (connection: Connection): Client => {
  const { identities } = new Orq415(connection);
  return { identities, create: async (request) => (await identities.create(request)).result.identity };
};
const earliest = (connection: Connection): Client => {
  const { identities } = new Orq411(connection);
  return { identities, create: async (request) => (await identities.create(request)).identity };
};
/** 4.11 strips the members of metadata on the way out and in: nothing a server can repair (contract, SDK). */
const versions = [
  { version: '4.15', connect: current, APIError: APIError415, keepsMetadata: true },
  { version: '4.11', connect: earliest, APIError: APIError411, keepsMetadata: false },
];
const cases = testStores(process.env.TEST_DATABASE_URL).flatMap((store) =>
  versions.map((version) => ({ ...version, ...store })),
);

describe.each(cases)('@orq-ai/node $version on $name', ({ connect, APIError, keepsMetadata, open }) => {
  const tested = testedApi(open);
  const client = () => connect({ serverURL: tested.api.origin, apiKey: TEST_KEY });
  const ada = {
    externalId: 'acme/ada 1%',
    displayName: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://example.com/ada.png',
    tags: ['premium', 'a, b'],
    metadata: { plan: 'pro', seats: 3, nested: { yes: [true, 1.5, { deep: 'x' }] } },
  };
  const seenAda = { ...ada, metadata: keepsMetadata ? ada.metadata : {} };

  it('creates with every field, and with the external id alone', async () => {
    const { create } = client();
    const created = await create(ada);
    expect(created).toMatchObject(seenAda);
    expect(created.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(new Date(created.created).toISOString()).toBe(created.created);
    const bare = await create({ externalId: 'bare' });
    expect(bare).toMatchObject({ externalId: 'bare', tags: [], metadata: {} });
    expect(bare).not.toHaveProperty('displayName');
    expect(bare.workspaceId).toBe(created.workspaceId);
  });

  it('retrieves by _id and by external id, with figures when asked', async () => {
    const { create, identities } = client();
    const created = await create(ada);
    await recordUsageToday(tested.store.database.orm, ada.externalId);
    for (const id of [created.id, ada.externalId]) {
      expect((await identities.retrieve({ id })).identity).toEqual(created);
      const asked = await identities.retrieve({ id, includeMetrics: true, includeBudget: true });
      expect(asked.identity).toEqual({ ...created, metrics: USAGE_TODAY });
    }
  });

  it('updates each field alone and leaves the others', async () => {
    const { create, identities } = client();
    const { id } = await create(ada);
    const changes = [
      { displayName: 'Countess' },
      { email: 'countess@example.com' },
      { avatarUrl: 'http://example.com/b.png?x=1' },
      { tags: ['b', 'a', 'b'] },
      { metadata: keepsMetadata ? { other: [1, 'two'] } : {} },
    ];
    let expected: object = seenAda;
    for (const [n, change] of changes.entries()) {
      expected = { ...expected, ...change };
      const reference = n % 2 === 0 ? id : ada.externalId;
      const { identity } = await identities.update({ id: reference, updateIdentityRequest: change });
      expect(identity).toMatchObject(expected);
      expect((await identities.retrieve({ id })).identity).toEqual(identity);
    }
    const untouched = await identities.update({ id, updateIdentityRequest: {} });
    expect(untouched.identity).toMatchObject(expected);
  });

  it('clears each field', async () => {
    const { create, identities } = client();
    const { id } = await create(ada);
    for (const field of ['displayName', 'email', 'avatarUrl'] as const) {
      const { identity } = await identities.update({ id, updateIdentityRequest: { [field]: '' } });
      expect(identity).not.toHaveProperty(field);
    }
    const cleared = await identities.update({ id, updateIdentityRequest: { tags: [], metadata: {} } });
    expect(cleared.identity).toMatchObject({ externalId: ada.externalId, tags: [], metadata: {} });
    expect((await identities.retrieve({ id })).identity).toEqual(cleared.identity);
  });

  it('deletes by either id; the external id is free again', async () => {
    const { create, identities } = client();
    const first = await create(ada);
    expect(await identities.delete({ id: ada.externalId })).toEqual({});
    const second = await create(ada);
    expect(second.id).not.toBe(first.id);
    expect(await identities.delete({ id: second.id })).toEqual({});
    expect((await identities.list()).data).toEqual([]);
  });

  it('lists with every option', async () => {
    const { create, identities } = client();
    for (const [n, displayName] of ['Zoë', 'ada', 'Bo'].entries())
      await create({ externalId: `id-${n}`, displayName, tags: ['all', `only, ${n}`] });
    await recordUsageToday(tested.store.database.orm, 'id-1');
    await identities.update({ id: 'id-1', updateIdentityRequest: { displayName: 'Ada' } });
    const seen = async (request?: ListIdentitiesRequest) =>
      (await identities.list(request)).data.map(({ externalId }) => externalId);

    expect(await identities.list()).toMatchObject({ object: 'list', hasMore: false });
    expect(await seen()).toEqual(['id-2', 'id-1', 'id-0']);
    expect(await seen({})).toEqual(['id-2', 'id-1', 'id-0']);
    expect(await seen({ limit: 2 })).toEqual(['id-2', 'id-1']);
    expect(await seen({ limit: 50, search: '' })).toHaveLength(3);
    expect(await seen({ search: ' ZOË ' })).toEqual(['id-0']);
    expect(await seen({ filterByTags: ['only, 0', 'only, 2', 'none'] })).toEqual(['id-2', 'id-0']);
    expect(await seen({ filterByTags: [] })).toHaveLength(3);
    expect(await seen({ search: 'id-', filterByTags: ['only, 1'], includeBudget: true })).toEqual(['id-1']);
    const { IdentitySortFieldDisplayName, IdentitySortFieldUpdated, IdentitySortFieldUnspecified } =
      IdentitySortField;
    expect(await seen({ sortBy: IdentitySortFieldDisplayName })).toEqual(['id-1', 'id-2', 'id-0']);
    expect(await seen({ sortBy: IdentitySortFieldUpdated })).toEqual(['id-1', 'id-2', 'id-0']);
    expect(await seen({ sortBy: IdentitySortFieldUnspecified })).toEqual(['id-2', 'id-1', 'id-0']);
    const figures = (await identities.list({ includeMetrics: true })).data.map(({ metrics }) => metrics);
    expect(figures).toEqual([NO_USAGE_YET, USAGE_TODAY, NO_USAGE_YET]);
    for (const includeMetrics of [false, undefined])
      expect((await identities.list({ includeMetrics })).data[0]).not.toHaveProperty('metrics');
  });

  it('walks all pages, forward and back, in every order', async () => {
    const { create, identities } = client();
    for (let n = 0; n < 7; n += 1)
      await create({
        externalId: `id-${n}`,
        ...(n % 3 > 0 && { displayName: `Name ${n % 2}` }),
        tags: n === 3 ? [] : ['t'],
      });
    const filters: ListIdentitiesRequest[] = [
      {},
      { search: 'id-', filterByTags: ['t'] },
      ...Object.values(IdentitySortField).map((sortBy) => ({ sortBy })),
    ];
    for (const filter of filters) {
      const all = (await identities.list({ ...filter, limit: 50 })).data.map(({ id }) => id);
      expect(all).toHaveLength(filter.search === undefined ? 7 : 6);
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

  it('hands out the documented errors', async () => {
    const { create, identities } = client();
    const { id } = await create(ada);
    const missing = [
      () => identities.retrieve({ id: 'nobody' }),
      () => identities.update({ id: 'nobody', updateIdentityRequest: { displayName: 'x' } }),
      () => identities.delete({ id: 'nobody' }),
    ];
    for (const call of missing) {
      const { error, status, body } = await sdkRefusal(call());
      expect(error).toBeInstanceOf(APIError);
      expect([status, body]).toEqual([
        404,
        { code: 'identity_not_found', error: 'Identity not found', message: 'Identity not found' },
      ]);
    }
    expect(await sdkRefusal(create({ externalId: ada.externalId }))).toMatchObject({
      status: 409,
      body: { code: 'identity_already_exists', details: { fields: { external_id: [expect.any(String)] } } },
    });
    for (const apiKey of ['', 'wrong-key-0123456789']) {
      const stranger = connect({ serverURL: tested.api.origin, apiKey });
      const { status, body } = await sdkRefusal(stranger.identities.list());
      const code = apiKey === '' ? 'authentication_required' : 'invalid_api_key';
      expect([status, body.code]).toEqual([401, code]);
    }
    expect((await identities.retrieve({ id })).identity).toMatchObject(seenAda);
  });

  it('hands out what breaks a rule, by the name of the field', async () => {
    const { create, identities } = client();
    const { id } = await create(ada);
    const queries = [
      [{ limit: 0 }, 'limit'],
      [{ limit: 51 }, 'limit'],
      [{ search: 'a' }, 'search'],
      [{ startingAfter: 'nobody' }, 'starting_after'],
      [{ endingBefore: 'nobody' }, 'ending_before'],
      [{ startingAfter: id, endingBefore: id }, 'ending_before'],
    ] as const;
    const bodies: (readonly [Omit<CreateIdentityRequest, 'externalId'>, string])[] = [
      [{ email: 'ada' }, 'email'],
      [{ avatarUrl: '/ada.png' }, 'avatar_url'],
      [{ displayName: 'NUL \0' }, 'display_name'],
      [{ tags: ['\ud800'] }, 'tags'],
    ];
    const refusals = [
      ...queries.map(([query, field]) => [() => identities.list(query), field, 'invalid_request'] as const),
      ...[
        ...bodies.map(([fields, field]) => [() => create({ externalId: 'new', ...fields }), field] as const),
        ...bodies.map(
          ([fields, field]) =>
            [() => identities.update({ id, updateIdentityRequest: fields }), field] as const,
        ),
        [() => create({ externalId: '' }), 'external_id'] as const,
        [() => create({ externalId: 'x'.repeat(121) }), 'external_id'] as const,
      ].map(([call, field]) => [call, field, 'invalid_request_body'] as const),
    ];
    for (const [call, field, code] of refusals) {
      const { error, status, body } = await sdkRefusal(call());
      expect(error).toBeInstanceOf(APIError);
      expect([field, status, body.code]).toEqual([field, 400, code]);
      expect(body.details).toMatchObject({ fields: { [field]: [expect.any(String)] } });
    }
    expect((await identities.list()).data).toHaveLength(1);
  });
});
