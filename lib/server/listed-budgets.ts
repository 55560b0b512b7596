import 'server-only';
import { BUDGET_PAGE_MAX } from '@/lib/budget/schema';
import type { CallOptions } from '@/lib/identity-client/calls';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { settings } from './settings';
import { upstream } from './upstream';

/** Whether budgets are among the columns. */
export function isBudgetShown({ columns }: { columns: readonly { id: string }[] }): boolean {
  return columns.some(({ id }) => id === 'budget');
}

/**
 * A page of the list with the budgets of its rows and what is used of them, in one call for all, where they are a
 * column. Of orq.ai that would be a call for each row, so there they are not available here.
 */
export async function withListedBudgets(page: IdentityPage, asked: CallOptions): Promise<IdentityPage> {
  if (!isBudgetShown(page)) return page;
  const targets = page.rows.map(({ external_id }) => external_id).filter((target) => target !== '');
  if (targets.length === 0) return { ...page, budgets: 'shown' };
  if (settings().mode === 'orq') return { ...page, budgets: 'unavailable' };
  const { budgets: calls } = await upstream();
  const read = await calls.list({ limit: BUDGET_PAGE_MAX, targets }, asked);
  if (!read.ok) return { ...page, budgets: 'unavailable' };
  const budgets = new Map(read.value.budgets.map((budget) => [budget.external_id, budget]));
  const rows = page.rows.map((row) => ({ ...row, budget: budgets.get(row.external_id) }));
  return { ...page, rows, budgets: 'shown' };
}
