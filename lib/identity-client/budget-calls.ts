import 'server-only';
import {
  BUDGET_PAGE_MAX,
  budgetAnswer,
  budgetListAnswer,
  type Budget,
  type CreateBudgetBody,
  type ListBudgetsParameters,
  type UpdateBudgetBody,
} from '@/lib/budget/schema';
import { succeeded, type Outcome } from '@/lib/errors/app-error';
import { parsed, type OnUnreadable } from './answer';
import type { Call, CallOptions } from './calls';
import type { Answer } from './exchange';

/** The budget API, in any of its generations. Errors and repeats are those of every call. */
export type BudgetCalls = {
  /** One page with the use of the present period, last changed first. */
  list(
    parameters: ListBudgetsParameters,
    options?: CallOptions,
  ): Promise<Outcome<{ budgets: Budget[]; has_more: boolean }>>;
  /** Errors: `conflict` when the identity has one, and those of any call. */
  create(body: CreateBudgetBody, options?: CallOptions): Promise<Outcome<Budget>>;
  /** Sends the given members only. Errors: `not-found`, `invalid`, and those of any call. */
  update(id: string, body: UpdateBudgetBody, options?: CallOptions): Promise<Outcome<Budget>>;
  /** Any 2xx is success: hosts answer with or without the budget. Errors: `not-found` and those of any call. */
  reset(id: string, options?: CallOptions): Promise<Outcome<void>>;
  /** Any 2xx is success. Errors: `not-found` and those of any call. */
  delete(id: string, options?: CallOptions): Promise<Outcome<void>>;
};

/** Makes the calls about budgets of one host. */
export function createBudgetCalls({
  perform,
  baseUrl,
  onUnreadable,
}: {
  perform: (call: Call, options: CallOptions) => Promise<Outcome<Answer>>;
  baseUrl: string;
  onUnreadable: OnUnreadable;
}): BudgetCalls {
  const collection = `${baseUrl.replace(/\/+$/, '')}/v2/budgets`;
  const one = (id: string) => `${collection}/${encodeURIComponent(id)}`;
  const done = (answer: Outcome<Answer>): Outcome<void> => (answer.ok ? succeeded(undefined) : answer);
  const budgetOf = (answer: Outcome<Answer>): Outcome<Budget> => {
    if (!answer.ok) return answer;
    const read = parsed(answer.value, budgetAnswer, true, onUnreadable);
    return read.ok ? succeeded(read.value.value) : read;
  };

  return {
    async list(parameters, options = {}) {
      const address = `${collection}?${listQuery(parameters)}`;
      const answer = await perform({ operation: 'list-budgets', method: 'GET', address }, options);
      if (!answer.ok) return answer;
      const read = parsed(answer.value, budgetListAnswer, false, onUnreadable);
      return read.ok ? succeeded(read.value.value) : read;
    },
    async create(body, options = {}) {
      const call = { address: collection, body: JSON.stringify(body) };
      return budgetOf(await perform({ operation: 'create-budget', method: 'POST', ...call }, options));
    },
    async update(id, body, options = {}) {
      const call = { address: one(id), body: JSON.stringify(body) };
      return budgetOf(await perform({ operation: 'change-budget', method: 'PATCH', ...call }, options));
    },
    async reset(id, options = {}) {
      const call = { address: `${one(id)}/reset-consumption`, body: '{}' };
      return done(await perform({ operation: 'change-budget', method: 'POST', ...call }, options));
    },
    async delete(id, options = {}) {
      return done(await perform({ operation: 'change-budget', method: 'DELETE', address: one(id) }, options));
    },
  };
}

/** Arrays repeat the parameter (contract, List parameters, measured). */
function listQuery({ limit, starting_after, targets = [], is_active }: ListBudgetsParameters): string {
  const query = new URLSearchParams({ limit: String(Math.min(BUDGET_PAGE_MAX, Math.max(1, limit))) });
  if (starting_after !== undefined) query.set('starting_after', starting_after);
  query.set('scope_kind', 'BUDGET_SCOPE_KIND_IDENTITY');
  for (const target of targets) query.append('scope_target_id', target);
  if (is_active !== undefined) query.set('is_active', String(is_active));
  return query.toString().replaceAll('+', '%20');
}
