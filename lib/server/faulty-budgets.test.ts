import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { BudgetValues } from '@/lib/budget/budget-values';
import { json, upstreamServer, type Received } from '@/lib/identity-client/testing/upstream-server';
import { removeBudget, resetBudget, saveBudget } from './budget-changes';
import { readBudget, readBudgetsNearLimit } from './budgets';
import { forgetProcessWide } from './process-wide';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** Budgets of a real HTTP server that speaks camel case, holds one identity, and fails as told. */
type Stored = { budgetId: string; limits: object; isActive?: boolean; usage?: { amount: number } } & object;
let server: Awaited<ReturnType<typeof upstreamServer>>;
let fault: (call: Received, response: ServerResponse) => boolean;
let stored: Stored | undefined;

beforeAll(async () => {
  server = await upstreamServer((response, call) => {
    if (fault(call, response)) return;
    carryOut(call);
    if (call.url.startsWith('/v2/identities')) return json(200, { _id: 'id1', external_id: 'ada' })(response);
    if (call.method === 'GET')
      return json(200, { object: 'list', data: stored ? [stored] : [], hasMore: false })(response);
    json(200, { budget: stored })(response);
  });
  vi.stubEnv('ORQ_API_URL', server.url);
});
withOwnStore({ ORQ_API_KEY: 'key-canary-4711' });
beforeAll(async () => void (await actAs('admin')));
afterEach(() => {
  server.received.length = 0;
  for (const name of ['upstream', 'upstream-health']) forgetProcessWide(name);
});
afterAll(() => server.close());

const MONTHLY = { period: 'BUDGET_PERIOD_MONTHLY' as const, amount: 50 };
const values: BudgetValues = {
  ...MONTHLY,
  token_limit: null,
  requests_per_minute: null,
  is_active: true,
  expires_at: null,
  alerts: [],
};
const ADA = {
  budgetId: 'b1',
  scope: { identity: { identityExternalId: 'ada' } },
  limits: MONTHLY,
  isActive: true,
  usage: { amount: 40 },
};
function carryOut({ method, url, body }: Received): void {
  if (method === 'DELETE') stored = undefined;
  else if (url.endsWith('reset-consumption') && stored) stored = { ...stored, usage: { amount: 0 } };
  else if (method === 'POST') stored = { ...ADA, limits: JSON.parse(body).limits };
  else if (method === 'PATCH' && stored) stored = { ...stored, limits: JSON.parse(body).limits };
}
function given(budget: Stored | undefined, next: typeof fault): void {
  stored = budget;
  fault = next;
}
const changes = () => server.received.filter(({ method }) => method !== 'GET').length;
/** Loses the answer to a change, which was carried out or not. */
const lost = (done: boolean) => (call: Received, response: ServerResponse) => {
  if (call.method === 'GET') return false;
  if (done) carryOut(call);
  response.destroy();
  return true;
};

test('a create with a lost answer is looked up, and sent once', async () => {
  given(undefined, lost(true));
  expect(await saveBudget('id1', null, values)).toMatchObject({
    value: { status: 'saved', budget: { budget_id: 'b1', amount: 50 } },
  });
  given(undefined, lost(false));
  expect(await saveBudget('id1', null, values)).toMatchObject({ error: { outcomeUnknown: false } });
  expect(changes()).toBe(2);
});

test('a change with a lost answer is done, not done, or in the way of another', async () => {
  const save = () => saveBudget('id1', values, { amount: 80 });
  given(ADA, lost(true));
  expect(await save()).toMatchObject({ value: { status: 'saved', budget: { amount: 80 } } });
  given(ADA, lost(false));
  expect(await save()).toMatchObject({ error: { outcomeUnknown: false } });
  given(ADA, (call, response) => {
    if (call.method === 'GET') return false;
    stored = { ...ADA, limits: { ...MONTHLY, amount: 7 } };
    response.destroy();
    return true;
  });
  expect(await save()).toMatchObject({ value: { status: 'changed-meanwhile', current: { amount: 7 } } });
});

test('a removal and a reset with lost answers are judged by what is left', async () => {
  given(ADA, lost(true));
  expect(await removeBudget('id1', 'b1')).toMatchObject({ value: { status: 'done' } });
  given(ADA, lost(false));
  expect(await removeBudget('id1', 'b1')).toMatchObject({ error: { outcomeUnknown: false } });
  given(ADA, lost(true));
  expect(await resetBudget('id1', 'b1')).toMatchObject({ value: { status: 'done' } });
  given(ADA, lost(false));
  expect(await resetBudget('id1', 'b1')).toMatchObject({ error: { outcomeUnknown: false } });
});

test('one that was set by somebody else at the same moment is shown, not overwritten', async () => {
  given(undefined, (call, response) => {
    if (call.method !== 'POST') return false;
    stored = { ...ADA, limits: { ...MONTHLY, amount: 7 } };
    json(409, { message: 'exists' })(response);
    return true;
  });
  expect(await saveBudget('id1', null, values)).toMatchObject({
    value: { status: 'changed-meanwhile', current: { amount: 7 } },
  });
});

test('a host without budgets, or a key that may not see them, is a state; one that fails is an error', async () => {
  for (const status of [400, 401, 403, 404, 405]) {
    given(undefined, (_, response) => {
      json(status, { message: 'no' })(response);
      return true;
    });
    expect([status, await readBudget('ada')]).toEqual([
      status,
      { ok: true, value: { state: 'unavailable' } },
    ]);
    expect(await readBudgetsNearLimit()).toEqual({ ok: true, value: { state: 'unavailable' } });
  }
  given(undefined, (_, response) => {
    json(500, { message: 'no' })(response);
    return true;
  });
  expect(await readBudget('ada')).toMatchObject({ ok: false, error: { status: 500 } });
});
