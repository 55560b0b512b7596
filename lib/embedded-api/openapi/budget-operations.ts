import 'server-only';
import { createBudgetBody, updateBudgetBody } from '@/lib/budget/schema';
import { answeredDelete } from '../answer-schemas';
import { answeredBudgetEnvelope, answeredBudgetPage, answeredConsumption } from '../budget-answer-schemas';
import { BODY_PROBLEMS, type Operation } from './operation';
import { budgetListParameters, budgetReference } from './parameters';

const BUDGET_PATH = '/v2/budgets/{id}';

/** The operations on budgets. */
export const budgetOperations: Operation[] = [
  {
    id: 'ListBudgets',
    method: 'get',
    path: '/v2/budgets',
    tag: 'Budgets',
    summary: 'List budgets',
    description:
      'One page, last changed first unless `sort_by` says otherwise, each with what the present period has used. ' +
      'Periods are those of the calendar in UTC, weeks begin on Monday; one-time budgets count from when they were made.',
    parameters: budgetListParameters,
    answers: [{ status: 200, description: 'A page.', schema: answeredBudgetPage }],
    problems: ['invalid_request'],
  },
  {
    id: 'CreateBudget',
    method: 'post',
    path: '/v2/budgets',
    tag: 'Budgets',
    summary: 'Create a budget',
    description:
      'For one identity, which must exist and have none. `limits` with a period, and at least one of amount, token ' +
      'limit and requests per minute. This server counts use against budgets; it passes no traffic on, so it stops none.',
    parameters: [],
    body: {
      schema: createBudgetBody,
      required: true,
      example: {
        scope: { identity: { identity_external_id: 'user_12345' } },
        limits: { period: 'BUDGET_PERIOD_MONTHLY', amount: 50 },
        rate_limit: { requests_per_minute: 60 },
      },
    },
    answers: [{ status: 200, description: 'Created.', schema: answeredBudgetEnvelope }],
    problems: [...BODY_PROBLEMS, 'budget_already_exists'],
  },
  {
    id: 'RetrieveBudget',
    method: 'get',
    path: BUDGET_PATH,
    tag: 'Budgets',
    summary: 'Retrieve a budget',
    description: 'With what the present period has used.',
    parameters: [budgetReference],
    answers: [{ status: 200, description: 'The budget.', schema: answeredBudgetEnvelope }],
    problems: ['invalid_request', 'budget_not_found'],
  },
  {
    id: 'UpdateBudget',
    method: 'patch',
    path: BUDGET_PATH,
    tag: 'Budgets',
    summary: 'Update a budget',
    description:
      'Changes the members that are present; others stay. `limits` and `alerts` are replaced as a whole, so send ' +
      'every limit. `rate_limit: {}`, `clear_expires_at` and `clear_alerts` remove. The scope cannot be changed.',
    parameters: [budgetReference],
    body: {
      schema: updateBudgetBody,
      required: false,
      example: { limits: { period: 'BUDGET_PERIOD_MONTHLY', amount: 80 }, clear_alerts: true },
    },
    answers: [{ status: 200, description: 'The budget as it is now.', schema: answeredBudgetEnvelope }],
    problems: ['invalid_request', ...BODY_PROBLEMS, 'budget_not_found'],
  },
  {
    id: 'DeleteBudget',
    method: 'delete',
    path: BUDGET_PATH,
    tag: 'Budgets',
    summary: 'Delete a budget',
    description: 'For good. The identity and its use stay.',
    parameters: [budgetReference],
    answers: [{ status: 200, description: 'Deleted.', schema: answeredDelete }],
    problems: ['invalid_request', 'budget_not_found'],
  },
  {
    id: 'ResetBudgetConsumption',
    method: 'post',
    path: `${BUDGET_PATH}/reset-consumption`,
    tag: 'Budgets',
    summary: 'Reset the use of a budget',
    description:
      'The present period counts from now on. The budget stays as it is, and so do the figures of use.',
    parameters: [budgetReference],
    answers: [{ status: 200, description: 'The budget.', schema: answeredBudgetEnvelope }],
    problems: ['invalid_request', ...BODY_PROBLEMS, 'budget_not_found'],
  },
  {
    id: 'GetBudgetConsumption',
    method: 'get',
    path: `${BUDGET_PATH}/consumption`,
    tag: 'Budgets',
    summary: 'Read the use of a budget',
    description: 'What SDKs 4.11 and 4.12 ask for; later ones read `usage` of the budget.',
    parameters: [budgetReference],
    answers: [{ status: 200, description: 'Use in the present period.', schema: answeredConsumption }],
    problems: ['invalid_request', 'budget_not_found'],
  },
];
