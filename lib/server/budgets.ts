import 'server-only';
import { budgetUse, NEAR } from '@/lib/budget/budget-use';
import type { IdentityBudget } from '@/lib/budget/budget-result';
import type { Budget } from '@/lib/budget/schema';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { CallOptions } from '@/lib/identity-client/calls';
import { identityName } from '@/lib/identity/identity-name';
import { authorize } from './authorize';
import { storedIdentity, withSince } from './identities';
import { lookUpLater } from './look-up-later';
import { withinOneDeadline } from './operator-action';
import { presentTime } from './present-time';
import { seenIdentity } from './seen-identities';
import { settings } from './settings';
import { upstream } from './upstream';

/** Reads of budgets, for operators who may. */

/**
 * The budget of an identity, with its use. A host without budgets, or one that keeps them from our key, is a state and
 * no error: the page beside it works. Errors: those of any call that say the host is not well.
 */
export async function readBudget(externalId: string): Promise<Outcome<IdentityBudget>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const shareAs = `${operator.value.id} ${operator.value.role}`;
  const found = await storedBudget(externalId, { shareAs });
  if (!found.ok) return isUnavailable(found.error) ? succeeded({ state: 'unavailable' }) : found;
  return succeeded(found.value === undefined ? { state: 'none' } : { state: 'set', budget: found.value });
}

/** The same for functions that have checked the operator already; every failure is an error. */
export async function storedBudget(
  externalId: string,
  options: CallOptions = {},
): Promise<Outcome<Budget | undefined>> {
  if (externalId === '') return succeeded(undefined);
  const client = await upstream();
  const listed = await client.budgets.list({ limit: 10, targets: [externalId] }, options);
  if (!listed.ok) return failed(withSince(listed.error));
  return succeeded(listed.value.budgets.find((budget) => budget.external_id === externalId));
}

/** Whether an error says that budgets are not to be had here, rather than not now. */
export function isUnavailable(error: AppError): boolean {
  if (error.kind === 'upstream') return error.status >= 400 && error.status < 500;
  return error.kind === 'key-refused' || error.kind === 'invalid' || error.kind === 'not-found';
}

/** A budget that is at 80% of a limit or beyond. */
export type BudgetNearLimit = {
  budget: Budget;
  externalId: string;
  /** What its identity is called, as far as that is known. */
  name: string;
  share: number;
  over: boolean;
};

/** How many pages of budgets are looked through, of 200 each. */
const PAGES_MAX = 5;

/**
 * Active budgets that have used 80% of a limit or more, the fullest first. `whole` is false when there are more budgets
 * than were looked through; `unavailable` when the host has none to tell of.
 */
export async function readBudgetsNearLimit(): Promise<
  Outcome<{ state: 'read'; near: BudgetNearLimit[]; whole: boolean } | { state: 'unavailable' }>
> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const now = presentTime();
  return withinOneDeadline(async () => {
    const client = await upstream();
    const near: BudgetNearLimit[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const listed = await client.budgets.list({
        limit: 200,
        is_active: true,
        ...(after !== undefined && { starting_after: after }),
      });
      if (!listed.ok)
        return isUnavailable(listed.error)
          ? succeeded({ state: 'unavailable' })
          : failed(withSince(listed.error));
      const { budgets, has_more } = listed.value;
      near.push(...budgets.flatMap((budget) => nearLimit(budget, now)));
      after = budgets.at(-1)?.budget_id;
      if (!has_more || after === undefined)
        return succeeded({ state: 'read', near: await named(byShare(near)), whole: true });
    }
    return succeeded({ state: 'read', near: await named(byShare(near)), whole: false });
  });
}

function nearLimit(budget: Budget, now: Date): BudgetNearLimit[] {
  const { share, state } = budgetUse(budget, now);
  const { external_id: externalId } = budget;
  if (externalId === undefined || share === undefined || share < NEAR) return [];
  if (state === 'paused' || state === 'expired') return [];
  return [{ budget, externalId, name: externalId, share, over: share >= 1 }];
}

function byShare(near: BudgetNearLimit[]): BudgetNearLimit[] {
  return near.sort((one, other) => other.share - one.share);
}

/** How many of the fullest are called by their names; pages show no more. */
const NAMED = 10;

/**
 * Budgets name external ids only. Our own API is asked who they are; of orq.ai that would be a call for each row, so there
 * who is not known yet is looked up after the page.
 */
async function named(near: BudgetNearLimit[]): Promise<BudgetNearLimit[]> {
  const fullest = near.slice(0, NAMED);
  if (settings().mode === 'orq') lookUpLater(fullest.map(({ externalId }) => externalId));
  else await Promise.all(fullest.map(({ externalId }) => storedIdentity(externalId)));
  return near.map((each) => {
    const identity = seenIdentity(each.externalId);
    return identity === undefined ? each : { ...each, name: identityName(identity) };
  });
}
