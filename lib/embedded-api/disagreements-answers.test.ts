import { describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import { identities } from '@/lib/db/schema';
import { EARLY_SDK } from './testing/api-client';
import { testStores } from './testing/stores';
import { testedApi } from './testing/tested-api';

/** Column (b) of the contract's table "Disagreements and recommendations": the rows about what is answered. */
describe.each(testStores(process.env.TEST_DATABASE_URL))(
  'the wire contract, answers, on $name',
  ({ open }) => {
    const tested = testedApi(open);
    const at = (id: string) => `/v2/identities/${encodeURIComponent(id)}`;

    it('1: answers bare and wrapped at once, both copies equal', async () => {
      const created = await tested.api.call('POST', '/v2/identities', {
        external_id: 'a',
        display_name: 'Ada',
        metadata: { x: 1 },
      });
      for (const answer of [
        created,
        await tested.api.call('GET', at('a')),
        await tested.api.call('PATCH', at('a'), { email: 'a@b.co' }),
      ]) {
        expect(answer.json).toMatchObject({
          identity: { external_id: 'a', display_name: 'Ada', metadata: { x: 1 } },
        });
        const { identity, ...bare } = z.looseObject({ identity: z.unknown() }).parse(answer.json);
        expect(bare).toEqual(identity);
      }
    });

    it('2: creates with 201 and a Location that leads to the identity', async () => {
      const created = await tested.api.call('POST', '/v2/identities', { external_id: 'a' });
      expect(created.status).toBe(201);
      const location = created.headers.get('location') ?? '';
      expect(location).toMatch(/^\/v2\/identities\/[0-9A-HJKMNP-TV-Z]{26}$/);
      expect((await tested.api.call('GET', location)).json).toEqual(created.json);
    });

    it('3: deletes with 200 {}, with 204 for G1 agents, for good', async () => {
      const first = await tested.api.create({ external_id: 'a' });
      const gone = await tested.api.call('DELETE', at('a'), '{}');
      expect([gone.status, gone.text]).toEqual([200, '{}']);
      expect((await tested.api.call('GET', at('a'))).status).toBe(404);
      const again = await tested.api.create({ external_id: 'a' });
      expect(again._id > first._id).toBe(true);
      const early = await tested.api.call('DELETE', at('a'), undefined, { 'user-agent': EARLY_SDK });
      expect([early.status, early.text]).toEqual([204, '']);
      await tested.api.create({ external_id: 'a' });
      const agents: [status: number, agent: string][] = [
        [204, 'speakeasy-sdk/typescript 4.0.1 2.6 1.0 @orq-ai/node'],
        [204, 'speakeasy-sdk/typescript 4.9.4 2.884.4 2.0 @orq-ai/node'],
        [200, 'speakeasy-sdk/typescript 4.10.0 2.9 2.0 @orq-ai/node'],
        [200, 'speakeasy-sdk/typescript 4.15.11 2.938.0 2.0 @orq-ai/node'],
        [200, 'speakeasy-sdk/typescript 14.4.9 2.9 2.0 @orq-ai/node'],
        [200, 'curl/8.5.0'],
      ];
      for (const [status, agent] of agents) {
        const { _id } = await tested.api.create({ external_id: agent });
        const { headers, ...answer } = await tested.api.call('DELETE', at(_id), '{}', {
          'user-agent': agent,
        });
        expect([agent, answer.status, answer.text]).toEqual([agent, status, status === 204 ? '' : '{}']);
        expect(headers.has('content-type')).toBe(status === 200);
      }
    });

    it('4: omits unset members, never null; tags and metadata are always there', async () => {
      await tested.api.create({ external_id: 'a' });
      const answers = [
        await tested.api.call('GET', at('a')),
        await tested.api.call('GET', '/v2/identities?include_metrics=true'),
      ];
      for (const { text } of answers) expect(text).not.toContain('null');
      const { data } = await tested.api.list();
      const members = ['_id', 'created', 'external_id', 'metadata', 'tags', 'updated', 'workspace_id'];
      expect(Object.keys(data[0] ?? {}).sort()).toEqual(members);
      expect(data[0]).toMatchObject({ tags: [], metadata: {} });
    });

    it('9: metrics on request, always in lists for G1 agents', async () => {
      await tested.api.create({ external_id: 'reports' });
      await tested.api.create({ external_id: 'silent' });
      await tested.store.database.orm
        .update(identities)
        .set({ reportsUsage: false })
        .where(eq(identities.externalId, 'silent'));
      const zeros = { total_requests: 0, total_tokens: 0, total_cost: 0, error_rate: 0 };
      const metrics = (rows: { external_id: string }[]) =>
        Object.fromEntries(rows.map((row) => [row.external_id, 'metrics' in row ? row.metrics : 'none']));
      expect(metrics((await tested.api.list()).data)).toEqual({ reports: 'none', silent: 'none' });
      expect(metrics((await tested.api.list('?include_metrics=true')).data)).toEqual({
        reports: zeros,
        silent: 'none',
      });
      const early = { 'user-agent': EARLY_SDK };
      expect(metrics((await tested.api.list('?include_metrics=false&limit=10', early)).data)).toEqual({
        reports: zeros,
        silent: zeros,
      });
      expect((await tested.api.call('GET', at('reports'))).json).not.toHaveProperty('metrics');
      expect((await tested.api.call('GET', `${at('reports')}?include_metrics=true`)).json).toMatchObject({
        metrics: zeros,
      });
      expect((await tested.api.call('GET', `${at('silent')}?include_metrics=true`)).json).not.toHaveProperty(
        'metrics',
      );
      for (const value of ['1', '0', 'TRUE', '', 'null']) {
        for (const name of ['include_metrics', 'include_budget']) {
          expect((await tested.api.call('GET', `/v2/identities?${name}=${value}`)).status).toBe(400);
          expect((await tested.api.call('GET', `${at('reports')}?${name}=${value}`)).status).toBe(400);
        }
      }
      expect((await tested.api.list('?include_budget=true')).data[0]).not.toHaveProperty('budget');
    });

    it('11: ids are bare monotonic ULIDs; imported forms are found, listed and paged from', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 20; n += 1) ids.push((await tested.api.create({ external_id: `id-${n}` }))._id);
      expect(ids.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))).toBe(true);
      expect([...ids].sort()).toEqual(ids);
      const imported = 'contact_01ARZ3NDEKTSV4RRFFQ69G5FAV';
      await tested.store.database.orm
        .update(identities)
        .set({ id: imported })
        .where(eq(identities.externalId, 'id-3'));
      expect((await tested.api.call('GET', at(imported))).json).toMatchObject({ _id: imported });
      expect((await tested.api.list(`?starting_after=${imported}&limit=50`)).data).toHaveLength(3);
      const uuid = '550e8400-e29b-41d4-a716-446655440000';
      await tested.store.database.orm
        .update(identities)
        .set({ id: uuid })
        .where(eq(identities.externalId, 'id-5'));
      expect((await tested.api.list(`?ending_before=${uuid}&limit=50`)).data).toHaveLength(14);
      expect((await tested.api.call('PATCH', at(uuid), { email: 'a@b.co' })).json).toMatchObject({
        _id: uuid,
      });
      expect((await tested.api.call('DELETE', at(uuid))).status).toBe(200);
    });

    it('12: created and updated are always there, in UTC with milliseconds', async () => {
      const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
      await tested.api.create({ external_id: 'a' });
      for (const row of (await tested.api.list()).data)
        for (const time of [row.created, row.updated]) expect(time).toMatch(form);
    });

    it('14: error bodies serve every typed reader', async () => {
      for (const method of ['GET', 'PATCH', 'DELETE']) {
        const { status, json } = await tested.api.call(method, at('nobody'));
        expect(status).toBe(404);
        expect(json).toEqual({
          error: 'Identity not found',
          message: 'Identity not found',
          code: 'identity_not_found',
        });
      }
      await tested.api.create({ external_id: 'a' });
      const { call } = tested.api;
      const failures: [status: number, code: string, answer: Awaited<ReturnType<typeof call>>][] = [
        [400, 'invalid_request', await call('GET', '/v2/identities?limit=0')],
        [400, 'invalid_request_body', await call('POST', '/v2/identities', '[')],
        [400, 'invalid_request_body', await call('PATCH', at('a'), { email: 'no' })],
        [
          401,
          'authentication_required',
          await call('GET', '/v2/identities', undefined, { authorization: '' }),
        ],
        [401, 'invalid_api_key', await call('GET', at('a'), undefined, { authorization: 'Bearer other' })],
        [404, 'not_found', await call('GET', '/v2/nothing')],
        [405, 'method_not_allowed', await call('PUT', at('a'), '{}')],
        [409, 'identity_already_exists', await call('POST', '/v2/identities', { external_id: 'a' })],
        [412, 'precondition_failed', await call('DELETE', at('a'), '{}', { 'if-match': '"other"' })],
        [413, 'payload_too_large', await call('PATCH', at('a'), ' '.repeat(1024 * 1024 + 1))],
      ];
      for (const [status, code, answer] of failures) {
        expect([code, answer.status]).toEqual([code, status]);
        const body = z.looseObject({ error: z.string().min(1), message: z.string() }).parse(answer.json);
        expect(body).toMatchObject({ code, message: body.error });
      }
    });

    it('17: metadata is an object here, not the gateway’s array of objects', async () => {
      const refused = await tested.api.call('POST', '/v2/identities', {
        external_id: 'a',
        metadata: [{ plan: 'pro' }],
        logo_url: 'x',
      });
      expect(refused.status).toBe(400);
      expect(await tested.api.create({ external_id: 'a', logo_url: 'x' })).not.toHaveProperty('logo_url');
    });
  },
);
