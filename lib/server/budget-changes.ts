import 'server-only';
import type { BudgetResult, BudgetStep } from '@/lib/budget/budget-result';
import {
  BUDGET_FIELDS,
  budgetValues,
  changedBudgetFields,
  createBudgetRequest,
  hasLimit,
  NO_LIMIT,
  sameBudgetField,
  settableBudget,
  updateBudgetRequest,
  valuesOfBudget,
  type BudgetValues,
} from '@/lib/budget/budget-values';
import type { Budget } from '@/lib/budget/schema';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/errors/invalid-input';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { audited } from './audited';
import { budgetChanges } from './audited-budget';
import { authorize } from './authorize';
import { storedBudget } from './budgets';
import { storedIdentity, withSince } from './identities';
import { LOOK_UP, mayBeDone, notDone } from './lost-answers';
import { upstream } from './upstream';

/**
 * Changes of budgets. Each is read afresh before and written once; a lost answer is looked up, never repeated. The API
 * has no version of a budget, so between reading and writing a window remains in which another write can be lost.
 */

/**
 * Sets or changes the budget of an identity. Stops when what is stored is not what the operator saw. Errors: `invalid`,
 * `not-found` (the identity is gone), and those of any call.
 *
 * @param id `_id` of the identity
 * @param opened what the operator saw: the values that count for the change, or null where there was no budget
 * @param changed the values wanted; those left out stay
 */
export async function saveBudget(
  id: string,
  opened: Partial<BudgetValues> | null,
  changed: Partial<BudgetValues>,
): Promise<Outcome<BudgetResult>> {
  const operator = await authorize('budget.write');
  if (!operator.ok) return operator;
  const read = await identityAndBudget(id);
  if (!read.ok) return read;
  const { identity, budget } = read.value;
  const told = { targetId: identity._id, targetExternalId: identity.external_id };

  if (opened === null) {
    if (budget !== undefined) return succeeded({ status: 'changed-meanwhile', current: budget });
    const checked = settableBudget.safeParse(changed);
    if (!checked.success) return failed(invalidInput(checked.error));
    const changes = budgetChanges(undefined, checked.data);
    return audited(
      operator.value,
      'budget.created',
      { ...told, changes },
      () => create(identity.external_id, checked.data),
      endOf,
    );
  }

  if (budget === undefined) return succeeded({ status: 'changed-meanwhile', current: undefined });
  const stored = valuesOfBudget(budget);
  const wanted = { ...stored, ...changed };
  const seen = { ...stored, ...opened };
  // Somebody who wants what is stored already is not in the way of anybody.
  const moved = BUDGET_FIELDS.some((field) => !sameBudgetField(field, seen, stored));
  const fields = changedBudgetFields(stored, wanted);
  if (fields.length === 0) return succeeded({ status: 'saved', budget });
  if (moved) return succeeded({ status: 'changed-meanwhile', current: budget });
  const broken = brokenRule(wanted, fields);
  if (broken !== undefined) return failed(broken);
  return audited(
    operator.value,
    'budget.edited',
    { ...told, changes: budgetChanges(stored, wanted, fields), detail: { budget: budget.budget_id } },
    () => update(identity.external_id, budget, wanted),
    endOf,
  );
}

/**
 * Removes a budget. One that is gone counts as removed. `gone` when another has taken its place: that one stays.
 * Errors: as for `saveBudget`.
 */
export async function removeBudget(id: string, budgetId: string): Promise<Outcome<BudgetStep>> {
  const operator = await authorize('budget.write');
  if (!operator.ok) return operator;
  const read = await identityAndBudget(id);
  if (!read.ok) return read;
  const { identity, budget } = read.value;
  if (budget === undefined) return succeeded({ status: 'done' });
  if (budget.budget_id !== budgetId) return succeeded({ status: 'gone' });
  return audited(
    operator.value,
    'budget.deleted',
    {
      targetId: identity._id,
      targetExternalId: identity.external_id,
      changes: budgetChanges(valuesOfBudget(budget), undefined),
      detail: { budget: budgetId },
    },
    async () => {
      const client = await upstream();
      const deleted = await client.budgets.delete(budgetId);
      if (deleted.ok || deleted.error.kind === 'not-found') return succeeded<BudgetStep>({ status: 'done' });
      return afterLoss(deleted.error, identity.external_id, (now) =>
        now?.budget_id === budgetId ? undefined : { status: 'done' },
      );
    },
  );
}

/** Counts the present period from now on. `gone` when there is no such budget any more. Errors: as for `saveBudget`. */
export async function resetBudget(id: string, budgetId: string): Promise<Outcome<BudgetStep>> {
  const operator = await authorize('budget.write');
  if (!operator.ok) return operator;
  const read = await identityAndBudget(id);
  if (!read.ok) return read;
  const { identity, budget } = read.value;
  if (budget?.budget_id !== budgetId) return succeeded({ status: 'gone' });
  const { usage } = budget;
  return audited(
    operator.value,
    'budget.reset',
    {
      targetId: identity._id,
      targetExternalId: identity.external_id,
      detail: {
        budget: budgetId,
        ...(usage?.amount !== undefined && { cost_until_then: usage.amount }),
        ...(usage?.tokens !== undefined && { tokens_until_then: usage.tokens }),
      },
    },
    async () => {
      const client = await upstream();
      const reset = await client.budgets.reset(budgetId);
      if (reset.ok) return succeeded<BudgetStep>({ status: 'done' });
      if (reset.error.kind === 'not-found') return succeeded<BudgetStep>({ status: 'gone' });
      // Use only grows, so that less than before is the work of a reset.
      return afterLoss(reset.error, identity.external_id, (now) =>
        usage !== undefined && now?.usage !== undefined && isLess(now.usage, usage)
          ? { status: 'done' }
          : undefined,
      );
    },
    ({ status }) => (status === 'done' ? {} : { outcome: 'failed', detail: { reason: GONE } }),
  );
}

async function create(externalId: string, values: BudgetValues): Promise<Outcome<BudgetResult>> {
  const client = await upstream();
  const created = await client.budgets.create(createBudgetRequest(externalId, values));
  if (created.ok) return succeeded({ status: 'saved', budget: created.value });
  if (created.error.kind === 'conflict') {
    const now = await storedBudget(externalId);
    return now.ok ? succeeded({ status: 'changed-meanwhile', current: now.value }) : now;
  }
  return afterLoss(created.error, externalId, (now) => now && resultOf(now, values));
}

async function update(
  externalId: string,
  budget: Budget,
  wanted: BudgetValues,
): Promise<Outcome<BudgetResult>> {
  const client = await upstream();
  const stored = valuesOfBudget(budget);
  const updated = await client.budgets.update(budget.budget_id, updateBudgetRequest(stored, wanted));
  // An answer may lack what only a read brings, such as the use.
  if (updated.ok) {
    const { usage = budget.usage, ...rest } = updated.value;
    return succeeded({ status: 'saved', budget: { ...rest, usage } });
  }
  if (updated.error.kind === 'not-found')
    return succeeded({ status: 'changed-meanwhile', current: undefined });
  return afterLoss(updated.error, externalId, (now) => {
    if (now === undefined) return { status: 'changed-meanwhile', current: undefined };
    return changedBudgetFields(valuesOfBudget(now), stored).length === 0 ? undefined : resultOf(now, wanted);
  });
}

/**
 * The end of a change that failed: when its answer was lost it is looked up.
 *
 * @param judge what is stored now; undefined when it shows that the change was not made
 */
async function afterLoss<Result>(
  error: AppError,
  externalId: string,
  judge: (now: Budget | undefined) => Result | undefined,
): Promise<Outcome<Result>> {
  if (!mayBeDone(error)) return failed(withSince(error));
  const now = await storedBudget(externalId, LOOK_UP);
  if (!now.ok) return failed(withSince(error));
  const result = judge(now.value);
  return result === undefined ? failed(withSince(notDone(error))) : succeeded(result);
}

function resultOf(now: Budget, wanted: BudgetValues): BudgetResult {
  return changedBudgetFields(valuesOfBudget(now), wanted).length === 0
    ? { status: 'saved', budget: now }
    : { status: 'changed-meanwhile', current: now };
}

async function identityAndBudget(
  id: string,
): Promise<Outcome<{ identity: IdentityRecord; budget: Budget | undefined }>> {
  const identity = await storedIdentity(id, { fresh: true });
  if (!identity.ok) return identity;
  // An external id may read like the `_id` of an identity that is gone.
  if (identity.value._id !== id) return failed({ kind: 'not-found', message: 'Identity not found' });
  const budget = await storedBudget(identity.value.external_id);
  return budget.ok ? succeeded({ identity: identity.value, budget: budget.value }) : budget;
}

/** Only what changes is judged: what is stored may break today's rules, and must not block other corrections. */
function brokenRule(wanted: BudgetValues, fields: readonly (keyof BudgetValues)[]): AppError | undefined {
  for (const field of fields) {
    const checked = budgetValues.shape[field].safeParse(wanted[field]);
    if (!checked.success) {
      const message = checked.error.issues[0]?.message ?? 'Is not valid.';
      return { kind: 'invalid', message, fields: { [field]: [message] } };
    }
  }
  return hasLimit(wanted)
    ? undefined
    : { kind: 'invalid', message: NO_LIMIT, fields: { amount: [NO_LIMIT] } };
}

const GONE = 'The budget was removed meanwhile.';

function endOf(result: BudgetResult) {
  return result.status === 'saved'
    ? {}
    : {
        outcome: 'failed' as const,
        detail: { reason: 'Somebody else changed it meanwhile; nothing was written.' },
      };
}

function isLess(now: NonNullable<Budget['usage']>, before: NonNullable<Budget['usage']>): boolean {
  return (['amount', 'tokens', 'requests'] as const).some(
    (figure) => (now[figure] ?? 0) < (before[figure] ?? 0),
  );
}
