import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { BudgetValues } from '@/lib/budget/budget-values';
import { valuesOfBudget } from '@/lib/budget/budget-values';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { usageDays } from '@/lib/db/schema';
import { readIdentityHistory } from './audit-entries';
import { removeBudget, resetBudget, saveBudget } from './budget-changes';
import { readBudget, readBudgetsNearLimit } from './budgets';
import { createIdentity, deleteIdentity } from './identity-changes';
import { store } from './store';
import { actAs, withOwnStore } from './testing/own-store';
import { upstream } from './upstream';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** The real way through: the operator, the client, the wire format, the embedded API and its store. */
withOwnStore();
beforeAll(async () => void (await actAs('admin')));

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}
const monthly: BudgetValues = {
  period: 'BUDGET_PERIOD_MONTHLY',
  amount: 50,
  token_limit: null,
  requests_per_minute: null,
  is_active: true,
  expires_at: null,
  alerts: [],
};
let counter = 0;
const texts = { display_name: '', email: '', avatar_url: '', tags: [], metadata_text: '' };
const identity = async () =>
  valueOf(
    await createIdentity(createIdentityForm.parse({ external_id: `user_${(counter += 1)}`, ...texts })),
  );
async function withBudget(values: Partial<BudgetValues> = {}) {
  const { _id, external_id } = await identity();
  const set = valueOf(await saveBudget(_id, null, { ...monthly, ...values }));
  if (set.status !== 'saved') throw new Error('It is not there.');
  return { id: _id, external_id, budget: set.budget };
}
const stored = async (externalId: string) => {
  const read = valueOf(await readBudget(externalId));
  return read.state === 'set' ? read.budget : undefined;
};
/** Four requests of today. */
const use = async (externalId: string, cost: string) =>
  (await store()).orm.insert(usageDays).values({
    externalId,
    day: new Date().toISOString().slice(0, 10),
    requests: 4,
    errors: 0,
    tokens: 100,
    cost,
  });

describe('setting', () => {
  test('is read back with its use; without a budget there is none', async () => {
    const { external_id, budget } = await withBudget({ token_limit: 1000 });
    await use(external_id, '48.5');
    expect(await stored(external_id)).toEqual({
      ...budget,
      usage: { amount: 48.5, tokens: 100, requests: 4 },
    });
    expect(valueOf(await readBudget((await identity()).external_id))).toEqual({ state: 'none' });
  });

  test('one that is there already is shown and left alone', async () => {
    const { id, budget } = await withBudget();
    expect(valueOf(await saveBudget(id, null, { ...monthly, amount: 1 }))).toMatchObject({
      status: 'changed-meanwhile',
      current: { budget_id: budget.budget_id, amount: 50 },
    });
  });

  test('needs a limit, and an identity that is there', async () => {
    const { _id } = await identity();
    expect(await saveBudget(_id, null, { ...monthly, amount: null })).toMatchObject({
      error: { kind: 'invalid', fields: { amount: [expect.stringContaining('at least one limit')] } },
    });
    expect(await saveBudget('nobody', null, monthly)).toMatchObject({ error: { kind: 'not-found' } });
  });
});

describe('changing', () => {
  test('writes what differs, and stops when it is not what was seen', async () => {
    const { id, external_id, budget } = await withBudget({ requests_per_minute: 60 });
    const opened = valuesOfBudget(budget);
    const first = valueOf(await saveBudget(id, opened, { amount: 80, requests_per_minute: null }));
    expect(first).toMatchObject({ status: 'saved', budget: { amount: 80, period: monthly.period } });
    expect((await stored(external_id))?.requests_per_minute).toBeUndefined();
    expect(valueOf(await saveBudget(id, opened, { amount: 90 }))).toMatchObject({
      status: 'changed-meanwhile',
      current: { amount: 80 },
    });
    // Whoever wants what is stored is in nobody's way.
    expect(valueOf(await saveBudget(id, opened, { amount: 80, requests_per_minute: null }))).toMatchObject({
      status: 'saved',
    });
    expect((await stored(external_id))?.amount).toBe(80);
  });

  test('pausing is in the way of a pause only, not of another limit', async () => {
    const { id, external_id, budget } = await withBudget();
    await saveBudget(id, valuesOfBudget(budget), { amount: 70 });
    expect(valueOf(await saveBudget(id, { is_active: true }, { is_active: false }))).toMatchObject({
      status: 'saved',
    });
    expect(await stored(external_id)).toMatchObject({ is_active: false, amount: 70 });
  });

  test('what is gone cannot be changed', async () => {
    const { id, budget } = await withBudget();
    valueOf(await removeBudget(id, budget.budget_id));
    expect(valueOf(await saveBudget(id, valuesOfBudget(budget), { amount: 1 }))).toEqual({
      status: 'changed-meanwhile',
      current: undefined,
    });
  });
});

test('a reset counts from now on and leaves the figures of use', async () => {
  const { id, external_id, budget } = await withBudget();
  await use(external_id, '10');
  expect(valueOf(await resetBudget(id, budget.budget_id))).toEqual({ status: 'done' });
  expect((await stored(external_id))?.usage).toEqual({ amount: 0, tokens: 0, requests: 0 });
  expect(valueOf(await resetBudget(id, 'another'))).toEqual({ status: 'gone' });
});

test('a removal is for the budget that was meant; with its identity it goes too', async () => {
  const { id, external_id, budget } = await withBudget();
  expect(valueOf(await removeBudget(id, 'another'))).toEqual({ status: 'gone' });
  valueOf(await removeBudget(id, budget.budget_id));
  expect(await stored(external_id)).toBeUndefined();
  expect(valueOf(await removeBudget(id, budget.budget_id))).toEqual({ status: 'done' });
  const other = await withBudget();
  valueOf(await deleteIdentity(other.id));
  const client = await upstream();
  expect(valueOf(await client.budgets.list({ limit: 200, targets: [other.external_id] })).budgets).toEqual(
    [],
  );
});

test('every change is in the audit log, field by field, under its identity', async () => {
  const { id, external_id, budget } = await withBudget({
    alerts: [{ threshold_percent: 80, notifier_ids: ['n1'] }],
  });
  await saveBudget(id, valuesOfBudget(budget), { period: 'BUDGET_PERIOD_WEEKLY', amount: 12.5 });
  await saveBudget(id, { is_active: true }, { is_active: false });
  await use(external_id, '3');
  await resetBudget(id, budget.budget_id);
  await removeBudget(id, budget.budget_id);
  const { entries } = valueOf(await readIdentityHistory(id));
  expect(entries.slice(0, 5).map(({ action, outcome, changes }) => [action, outcome, changes])).toEqual([
    [
      'budget.deleted',
      'done',
      {
        period: { from: 'Weekly' },
        amount: { from: 12.5 },
        alerts: { from: '80% of cost: n1' },
        is_active: { from: false },
      },
    ],
    ['budget.reset', 'done', {}],
    ['budget.edited', 'done', { is_active: { from: true, to: false } }],
    ['budget.edited', 'done', { period: { from: 'Monthly', to: 'Weekly' }, amount: { from: 50, to: 12.5 } }],
    [
      'budget.created',
      'done',
      {
        period: { to: 'Monthly' },
        amount: { to: 50 },
        alerts: { to: '80% of cost: n1' },
        is_active: { to: true },
      },
    ],
  ]);
  expect(entries[1]?.detail).toMatchObject({ cost_until_then: 3, tokens_until_then: 100 });
  expect(entries.every((entry) => entry.target_id === id && entry.target_external_id === external_id)).toBe(
    true,
  );
});

test('those near their limit come fullest first, without paused ones', async () => {
  const fine = await withBudget();
  const near = await withBudget();
  const over = await withBudget({ token_limit: 50 });
  const paused = await withBudget({ is_active: false });
  for (const [{ external_id }, cost] of [
    [fine, '39.9'],
    [near, '40'],
    [over, '1'],
    [paused, '60'],
  ] as const)
    await use(external_id, cost);
  const read = valueOf(await readBudgetsNearLimit());
  if (read.state !== 'read') throw new Error(read.state);
  const ours = [fine, near, over, paused].map(({ external_id }) => external_id);
  expect(
    read.near
      .filter(({ externalId }) => ours.includes(externalId))
      .map(({ externalId, share, over: isOver }) => [ours.indexOf(externalId), share, isOver]),
  ).toEqual([
    [2, 2, true],
    [1, 0.8, false],
  ]);
  expect(read.whole).toBe(true);
});
