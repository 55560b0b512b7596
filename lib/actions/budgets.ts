'use server';

import * as z from 'zod/mini';
import type { BudgetResult, BudgetStep } from '@/lib/budget/budget-result';
import { storedBudgetValues } from '@/lib/budget/budget-values';
import type { Outcome } from '@/lib/errors/app-error';
import { guardedAction } from '@/lib/server/action';
import * as changes from '@/lib/server/budget-changes';

const id = z.string().check(z.minLength(1));
const someValues = z.partial(storedBudgetValues);
const oneBudget = z.strictObject({ id, budget: id });

/** Sets or changes a budget: the values it was opened with (null: there was none), and those wanted. */
export async function saveBudget(input: unknown): Promise<Outcome<BudgetResult>> {
  return guardedAction(
    'budget.write',
    z.strictObject({ id, opened: z.nullable(someValues), values: someValues }),
    input,
    (asked) => changes.saveBudget(asked.id, asked.opened, asked.values),
  );
}

/** Removes the budget of an identity by both ids. */
export async function removeBudget(input: unknown): Promise<Outcome<BudgetStep>> {
  return guardedAction('budget.write', oneBudget, input, (asked) =>
    changes.removeBudget(asked.id, asked.budget),
  );
}

/** Counts the present period of a budget from now on. */
export async function resetBudget(input: unknown): Promise<Outcome<BudgetStep>> {
  return guardedAction('budget.write', oneBudget, input, (asked) =>
    changes.resetBudget(asked.id, asked.budget),
  );
}
