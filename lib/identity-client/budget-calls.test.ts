import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIdentityClient, type IdentityClient } from './client';
import { json, upstreamServer, type Received } from './testing/upstream-server';

/** The calls as they go over the wire, and the answers of every generation on their way back. */
let server: Awaited<ReturnType<typeof upstreamServer>>;
let answer: Parameters<typeof json>;
let client: IdentityClient;
beforeAll(async () => {
  server = await upstreamServer((response) => json(...answer)(response));
  client = createIdentityClient({ baseUrl: `${server.url}/prefix/`, apiKey: 'key', fetch });
});
afterAll(() => server.close());

const sent = (): Pick<Received, 'method' | 'url' | 'body'> => {
  const { method, url, body } = server.received.at(-1) ?? { method: '', url: '', body: '' };
  return { method, url, body };
};
const limits = { period: 'BUDGET_PERIOD_MONTHLY' as const, amount: 50 };
const camel = {
  budgetId: 'b1',
  scope: { identity: { identityExternalId: 'a/ü' } },
  limits,
  isActive: true,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
};

test('a list names the kind and the targets, and reads both names of "more"', async () => {
  answer = [200, { object: 'list', data: [camel], hasMore: true }];
  const listed = await client.budgets.list({ limit: 500, targets: ['a/ü', 'b c'], is_active: true });
  expect(listed).toMatchObject({
    ok: true,
    value: {
      has_more: true,
      budgets: [{ budget_id: 'b1', external_id: 'a/ü', amount: 50, is_active: true }],
    },
  });
  expect(sent().url).toBe(
    '/prefix/v2/budgets?limit=200&scope_kind=BUDGET_SCOPE_KIND_IDENTITY&scope_target_id=a%2F%C3%BC&scope_target_id=b%20c&is_active=true',
  );
});

test('changes are sent in snake case to the address of the budget', async () => {
  answer = [200, { budget: camel }];
  expect(
    await client.budgets.create({ scope: { identity: { identity_external_id: 'a' } }, limits }),
  ).toMatchObject({ ok: true, value: { budget_id: 'b1' } });
  expect(sent()).toMatchObject({ method: 'POST', url: '/prefix/v2/budgets' });
  expect(JSON.parse(sent().body)).toEqual({ scope: { identity: { identity_external_id: 'a' } }, limits });
  await client.budgets.update('b/1', { clear_alerts: true });
  expect(sent()).toEqual({
    method: 'PATCH',
    url: '/prefix/v2/budgets/b%2F1',
    body: '{"clear_alerts":true}',
  });
  answer = [200, {}];
  expect(await client.budgets.reset('b1')).toEqual({ ok: true, value: undefined });
  expect(sent()).toEqual({ method: 'POST', url: '/prefix/v2/budgets/b1/reset-consumption', body: '{}' });
  expect(await client.budgets.delete('b1')).toEqual({ ok: true, value: undefined });
  expect(sent()).toMatchObject({ method: 'DELETE', url: '/prefix/v2/budgets/b1' });
});

test('a taken target is a conflict, a missing budget is not found, a failed change may have been made', async () => {
  const create = () => client.budgets.create({ limits });
  answer = [409, { message: 'taken' }];
  expect(await create()).toMatchObject({ error: { kind: 'conflict', field: 'budget' } });
  answer = [404, { message: 'gone' }];
  expect(await client.budgets.update('b1', {})).toMatchObject({ error: { kind: 'not-found' } });
  expect(await client.budgets.list({ limit: 1 })).toMatchObject({ error: { kind: 'upstream', status: 404 } });
  answer = [500, { message: 'failed' }];
  const count = server.received.length;
  expect(await client.budgets.reset('b1')).toMatchObject({ error: { status: 500, outcomeUnknown: true } });
  expect(server.received.length).toBe(count + 1);
  answer = [200, { budget: { limits } }];
  expect(await create()).toMatchObject({ error: { kind: 'unreadable', outcomeUnknown: true } });
});
