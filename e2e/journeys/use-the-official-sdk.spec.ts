import { Orq as Orq411 } from 'orq-node-4-11';
import { Orq as Orq415 } from 'orq-node-4-15';
import { Orq as Orq49 } from 'orq-node-4-9';
import { expect, test, unique } from '../fixtures';

/**
 * Programs on the API of a running dashboard: what lies between the network and the API (Next's routing, its
 * handling of paths and headers) changes nothing. The rest of the contract is in `lib/embedded-api`.
 */

/** External ids that a server is tempted to decode, split or normalise. */
const ODD_IDS = ['a/b', '100%', '%2F', '%25', 'two words', 'a.b', '...', '\\', 'ü 😀', '?#&=+', 'a:b@c'];

/** Each version as one shape; the wrapped ones differ in what `create` resolves to. */
const generations = [
  {
    version: '4.15',
    connect: (connection: Connection) => {
      const { identities } = new Orq415(connection);
      return {
        create: async (externalId: string, tag: string) =>
          (await identities.create({ externalId, tags: [tag] })).result.identity,
        retrieve: async (id: string) => (await identities.retrieve({ id })).identity,
        rename: async (id: string, displayName: string) =>
          (await identities.update({ id, updateIdentityRequest: { displayName } })).identity,
        remove: (id: string) => identities.delete({ id }),
        list: (tag: string, limit: number, startingAfter?: string) =>
          identities.list({ filterByTags: [tag], limit, startingAfter }),
      };
    },
  },
  {
    version: '4.11',
    connect: (connection: Connection) => {
      const { identities } = new Orq411(connection);
      return {
        create: async (externalId: string, tag: string) =>
          (await identities.create({ externalId, tags: [tag] })).identity,
        retrieve: async (id: string) => (await identities.retrieve({ id })).identity,
        rename: async (id: string, displayName: string) =>
          (await identities.update({ id, updateIdentityRequest: { displayName } })).identity,
        remove: (id: string) => identities.delete({ id }),
        list: (tag: string, limit: number, startingAfter?: string) =>
          identities.list({ filterByTags: [tag], limit, startingAfter }),
      };
    },
  },
  {
    version: '4.9',
    connect: (connection: Connection) => {
      const { identities } = new Orq49(connection);
      return {
        create: (externalId: string, tag: string) => identities.create({ externalId, tags: [tag] }),
        retrieve: (id: string) => identities.retrieve({ id }),
        rename: (id: string, displayName: string) => identities.update({ id, requestBody: { displayName } }),
        remove: (id: string) => identities.delete({ id }),
        list: (tag: string, limit: number, startingAfter?: string) =>
          identities.list({ filterBy: { tags: [tag] }, limit, startingAfter }),
      };
    },
  },
];
type Connection = { serverURL: string; apiKey: string };

for (const { version, connect } of generations) {
  test(`@orq-ai/node ${version} makes, finds, changes and removes identities`, async ({ desk }) => {
    const identities = connect({ serverURL: desk.url, apiKey: desk.apiKey });
    const tag = unique('sdk');
    const made: string[] = [];
    for (const odd of ODD_IDS) {
      const externalId = `${unique(odd)}${odd}`;
      const { id } = await identities.create(externalId, tag);
      made.unshift(id);
      expect(await identities.retrieve(externalId)).toMatchObject({ id, externalId });
      expect(await identities.rename(externalId, 'Renamed')).toMatchObject({ id, displayName: 'Renamed' });
      await expect(identities.create(externalId, tag)).rejects.toMatchObject({ statusCode: 409 });
    }
    const walked: string[] = [];
    for (let more = true; more;) {
      const page = await identities.list(tag, 4, walked.at(-1));
      walked.push(...page.data.map(({ id }) => id));
      more = page.hasMore;
    }
    expect(walked).toEqual(made);
    for (const id of made) await identities.remove(id);
    expect((await identities.list(tag, 50)).data).toEqual([]);
    await expect(identities.retrieve(made[0] ?? '')).rejects.toMatchObject({ statusCode: 404 });
  });
}

test('ids that are nothing but odd are addressed, and a path that names none changes nothing', async ({
  desk,
  api,
}) => {
  const { identities } = new Orq415({ serverURL: desk.url, apiKey: desk.apiKey });
  for (const externalId of ODD_IDS) {
    const { id } = (await identities.create({ externalId })).result.identity;
    expect((await identities.retrieve({ id: externalId })).identity).toMatchObject({ id, externalId });
    await identities.delete({ id: externalId });
    expect(await api.retrieve(id)).toBeUndefined();
  }
  // The demo workspace has identities with these external ids; an address cannot name them, nor an empty one.
  const dots = (await api.list({ search: 'dot' })).data.filter(({ external_id }) =>
    /^\.+$/.test(external_id),
  );
  expect(dots).toHaveLength(2);
  for (const id of ['', '.', '..']) {
    const missing = { statusCode: 404, body: expect.stringContaining('"code":"not_found"') };
    await expect(identities.retrieve({ id })).rejects.toMatchObject(missing);
    await expect(identities.update({ id, updateIdentityRequest: {} })).rejects.toMatchObject(missing);
    await expect(identities.delete({ id })).rejects.toMatchObject(missing);
  }
  for (const { _id, external_id } of dots)
    expect((await identities.retrieve({ id: _id })).identity).toMatchObject({ externalId: external_id });
});

test('the id of a request is on its answer and in the log, and no key is', async ({ desk }) => {
  const requestId = unique('request');
  const headers = { authorization: `Bearer ${desk.apiKey}`, 'x-request-id': requestId };
  const answer = await fetch(`${desk.url}/v2/identities/nobody`, { headers });
  expect([answer.status, answer.headers.get('x-request-id')]).toEqual([404, requestId]);
  const line = () =>
    desk
      .log()
      .split('\n')
      .find((text) => text.includes(requestId)) ?? '{}';
  await expect
    .poll(() => JSON.parse(line()))
    .toMatchObject({
      event: 'api-request',
      requestId,
      method: 'GET',
      route: '/v2/identities/:id',
      status: 404,
    });
  expect(desk.log()).not.toContain(desk.apiKey);
});
