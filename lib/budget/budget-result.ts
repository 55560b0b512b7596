import type { Budget } from './schema';

/** What is known of the budget of an identity. `unavailable`: the host has no budgets, or our key may not see them. */
export type IdentityBudget = { state: 'set'; budget: Budget } | { state: 'none' } | { state: 'unavailable' };

/** How a change of a budget ended. `changed-meanwhile`: nothing was written; `current` is what is stored now, if any. */
export type BudgetResult =
  { status: 'saved'; budget: Budget } | { status: 'changed-meanwhile'; current: Budget | undefined };

/** How a removal or a reset ended. `gone`: there was none any more, or another one. */
export type BudgetStep = { status: 'done' | 'gone' };
