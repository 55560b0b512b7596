import { describe, expect, it } from 'vitest';
import { Orq as Orq411 } from 'orq-node-4-11';
import { Orq as Orq415 } from 'orq-node-4-15';
import { APIError as APIError411 } from 'orq-node-4-11/models/errors/apierror.js';
import { APIError as APIError415 } from 'orq-node-4-15/models/errors/apierror.js';
import type { BudgetListRequest } from 'orq-node-4-15/models/operations/budgetlist.js';
import { usageDays } from '@/lib/db/schema';
import { TEST_KEY } from './testing/api-client';
import { sdkRefusal } from './testing/sdk-refusal';
import { testStores } from './testing/stores';
import { testedApi } from './testing/tested-api';
import { recordUsageToday } from './testing/usage-today';

/** The budget calls of the official SDKs of both answer generations, as published, unmodified. */
const versions = [
  { version: '4.15', Orq: Orq415, APIError: APIError415, hasAlerts: true },
  { version: '4.11', Orq: Orq411, APIError: APIError411, hasAlerts: false },
];
const cases = testStores(process.env.TEST_DATABASE_URL).flatMap((store) =>
  versions.map((version) => ({ ...version, ...store })),
);

const MONTHLY = 'BUDGET_PERIOD_MONTHLY' as const;
const forIdentity = (identityExternalId: string) => ({ scope: { identity: { identityExternalId } } });

describe.each(cases)('budgets by @orq-ai/node $version on $name', ({ Orq, APIError, hasAlerts, open }) => {
  const tested = testedApi(open);
  // Both name and type every call of budgets alike, but for alerts and the consumption, which one of them has.
  const connect = () => new (Orq as typeof Orq415)({ serverURL: tested.api.origin, apiKey: TEST_KEY });
  const made = async (externalId = 'ada') => {
    await tested.api.create({ external_id: externalId, display_name: `The ${externalId}` });
    const { budget } = await connect().budgets.create({
      ...forIdentity(externalId),
      limits: { period: MONTHLY, amount: 50 },
    });
    if (budget?.budgetId === undefined) throw new Error('The answer holds no budget.');
    return budget;
  };
  const refusal = async (call: Promise<unknown>) => {
    const refused = await sdkRefusal(call);
    expect(refused.error).toBeInstanceOf(APIError);
    return refused;
  };

  it('creates with every field and reads it back, with its use', async () => {
    const { budgets } = connect();
    await tested.api.create({ external_id: 'ada' });
    await recordUsageToday(tested.store.database.orm, 'ada');
    const expiresAt = new Date('2099-01-01T00:00:00.000Z');
    const { budget } = await budgets.create({
      ...forIdentity('ada'),
      limits: { period: MONTHLY, amount: 12.5, tokenLimit: 2_000_000 },
      rateLimit: { requestsPerMinute: 60 },
      isActive: true,
      expiresAt,
      ...(hasAlerts && { alerts: [{ thresholdPercent: 80, notifierIds: ['n1', 'n2'] }] }),
    });
    expect(budget).toMatchObject({
      ...forIdentity('ada'),
      limits: { period: MONTHLY, amount: 12.5, tokenLimit: 2_000_000 },
      rateLimit: { requestsPerMinute: 60 },
      isActive: true,
      expiresAt,
    });
    if (hasAlerts)
      expect(budget?.alerts).toMatchObject([
        { thresholdPercent: 80, notifierIds: ['n1', 'n2'], dimension: 'BUDGET_ALERT_DIMENSION_COST' },
      ]);
    expect(budget).not.toHaveProperty('usage');
    const read = await budgets.get({ budgetId: budget?.budgetId ?? '' });
    expect(read.budget).toEqual({ ...budget, usage: { amount: 0.25, tokens: 1000, requests: 4 } });
  });

  it('updates what is sent and leaves the rest; removes by the documented members', async () => {
    const { budgets } = connect();
    const { budgetId } = await made();
    const update = async (updateBudgetRequest: Parameters<typeof budgets.update>[0]['updateBudgetRequest']) =>
      (await budgets.update({ budgetId, updateBudgetRequest })).budget;
    expect(await update({ isActive: false })).toMatchObject({ isActive: false, limits: { amount: 50 } });
    const limits = { period: 'BUDGET_PERIOD_WEEKLY' as const, tokenLimit: 10 };
    const changed = await update({
      limits,
      rateLimit: { requestsPerMinute: 5 },
      expiresAt: new Date('2099-01-01'),
    });
    expect(changed).toMatchObject({ isActive: false, limits, rateLimit: { requestsPerMinute: 5 } });
    expect(changed?.limits).not.toHaveProperty('amount');
    const cleared = await update({ rateLimit: {}, clearExpiresAt: true });
    expect(cleared).toMatchObject({ limits });
    expect(cleared).not.toHaveProperty('rateLimit');
    expect(cleared).not.toHaveProperty('expiresAt');
    if (!hasAlerts) return;
    const alerts = [{ thresholdPercent: 50, notifierIds: ['n'] }];
    const alerted = await update({ alerts });
    expect(alerted?.alerts).toMatchObject(alerts);
    expect((await update({ isActive: true }))?.alerts).toEqual(alerted?.alerts);
    expect((await update({ clearAlerts: true }))?.alerts).toEqual([]);
  });

  it('resets the use, which counts on from there', async () => {
    const { budgets } = connect();
    const { budgetId } = await made();
    await recordUsageToday(tested.store.database.orm, 'ada');
    const used = async () => (await budgets.get({ budgetId })).budget?.usage;
    expect(await used()).toEqual({ amount: 0.25, tokens: 1000, requests: 4 });
    const { budget } = await budgets.resetConsumption({ budgetId, resetBudgetConsumptionRequest: {} });
    expect(budget).toMatchObject({ budgetId, limits: { amount: 50 } });
    expect(await used()).toEqual({ amount: 0, tokens: 0, requests: 0 });
    await tested.api.call('POST', '/v2/identities/ada/usage', { requests: 2, tokens: 3, cost: 0.5 });
    expect(await used()).toEqual({ amount: 0.5, tokens: 3, requests: 2 });
  });

  it('deletes, and then finds nothing', async () => {
    const { budgets } = connect();
    const { budgetId } = await made();
    expect(await budgets.delete({ budgetId })).toEqual({});
    expect(await refusal(budgets.get({ budgetId }))).toMatchObject({ status: 404 });
    expect(await refusal(budgets.delete({ budgetId }))).toMatchObject({ status: 404 });
    expect(await refusal(budgets.update({ budgetId, updateBudgetRequest: {} }))).toMatchObject({
      status: 404,
    });
  });

  it('refuses a second budget, one for nobody, one without a limit and one by an expression', async () => {
    const { budgets } = connect();
    await made();
    const limits = { period: MONTHLY, amount: 1 };
    const status = async (request: Parameters<typeof budgets.create>[0]) =>
      (await refusal(budgets.create(request))).status;
    expect(await status({ ...forIdentity('ada'), limits })).toBe(409);
    expect(await status({ ...forIdentity('nobody'), limits })).toBe(400);
    await tested.api.create({ external_id: 'bo' });
    expect(await status({ ...forIdentity('bo'), limits: { period: MONTHLY } })).toBe(400);
    expect(await status({ ...forIdentity('bo') })).toBe(400);
    expect(await status({ match: { cel: 'true' }, limits })).toBe(400);
    expect(await status({ ...forIdentity('bo'), limits, expiresAt: new Date('2020-01-01') })).toBe(400);
  });

  it('lists with every option', async () => {
    const { budgets } = connect();
    const ids: Record<string, string> = {};
    for (const name of ['ada', 'bo', 'cy']) ids[name] = (await made(name)).budgetId;
    await budgets.update({
      budgetId: ids.ada ?? '',
      updateBudgetRequest: { isActive: false, limits: { period: 'BUDGET_PERIOD_DAILY', amount: 1 } },
    });
    await budgets.update({
      budgetId: ids.bo ?? '',
      updateBudgetRequest: { expiresAt: new Date('2099-01-01') },
    });
    const nameOf = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]));
    const seen = async (request?: BudgetListRequest) => {
      const page = await budgets.list(request);
      return [page.data.map(({ budgetId }) => nameOf[budgetId]).join(' '), page.hasMore];
    };
    expect((await budgets.list()).object).toBe('list');
    expect(await seen()).toEqual(['bo ada cy', false]);
    expect(await seen({ sortBy: 'BUDGET_SORT_FIELD_CREATED_AT' })).toEqual(['cy bo ada', false]);
    expect(await seen({ sortBy: 'BUDGET_SORT_FIELD_EXPIRES_AT' })).toEqual(['bo cy ada', false]);
    expect(await seen({ limit: 2 })).toEqual(['bo ada', true]);
    expect(await seen({ limit: 2, startingAfter: ids.ada })).toEqual(['cy', false]);
    expect(await seen({ limit: 1, endingBefore: ids.cy })).toEqual(['ada', true]);
    const byExpiry = { sortBy: 'BUDGET_SORT_FIELD_EXPIRES_AT' as const, limit: 1 };
    expect(await seen({ ...byExpiry, startingAfter: ids.bo })).toEqual(['cy', true]);
    expect(await seen({ ...byExpiry, endingBefore: ids.ada })).toEqual(['cy', true]);
    expect(await seen({ isActive: false })).toEqual(['ada', false]);
    expect(await seen({ period: ['BUDGET_PERIOD_DAILY', 'BUDGET_PERIOD_YEARLY'] })).toEqual(['ada', false]);
    expect(await seen({ scopeKind: ['BUDGET_SCOPE_KIND_IDENTITY'], scopeTargetId: 'cy' })).toEqual([
      'cy',
      false,
    ]);
    expect(await seen({ scopeKind: ['BUDGET_SCOPE_KIND_WORKSPACE'] })).toEqual(['', false]);
    expect(await seen({ query: 'THE B' })).toEqual(['bo', false]);
    expect(await seen({ query: ids.cy })).toEqual(['cy', false]);
    expect((await refusal(budgets.list({ startingAfter: 'nobody' }))).status).toBe(400);
  });

  it('embeds a budget in its identity without its use, and removes it with its identity', async () => {
    const { budgets, identities } = connect();
    const budget = await made();
    await tested.api.create({ external_id: 'without' });
    const { identity } = await identities.retrieve({ id: 'ada', includeBudget: true });
    expect(identity.budget).toMatchObject({
      budgetId: budget.budgetId,
      limits: { period: MONTHLY, amount: 50 },
    });
    expect(identity.budget).not.toHaveProperty('usage');
    expect((await identities.retrieve({ id: 'ada' })).identity).not.toHaveProperty('budget');
    const { data } = await identities.list({ includeBudget: true });
    expect(data.map((row) => row.budget?.budgetId)).toEqual([undefined, budget.budgetId]);
    await identities.delete({ id: 'ada' });
    expect((await budgets.list()).data).toEqual([]);
  });
});

describe.each(testStores(process.env.TEST_DATABASE_URL))(
  'the consumption of SDK 4.11 on $name',
  ({ open }) => {
    const tested = testedApi(open);

    it('is that of the present period', async () => {
      await tested.api.create({ external_id: 'ada' });
      const { budgets } = new Orq411({ serverURL: tested.api.origin, apiKey: TEST_KEY });
      const { budget } = await budgets.create({
        ...forIdentity('ada'),
        limits: { period: 'BUDGET_PERIOD_DAILY', amount: 1 },
      });
      const { orm } = tested.store.database;
      await recordUsageToday(orm, 'ada');
      await orm
        .insert(usageDays)
        .values({ externalId: 'ada', day: '2020-01-01', requests: 9, errors: 0, tokens: 9, cost: '9' });
      const budgetId = budget?.budgetId ?? '';
      expect(await budgets.getConsumption({ budgetId })).toEqual({
        budgetId,
        period: 'BUDGET_PERIOD_DAILY',
        periodDate: new Date().toISOString().slice(0, 10),
        cost: 0.25,
        tokens: 1000,
      });
    });
  },
);
