import 'server-only';
import type { z } from 'zod';
import { createBudgetBody, updateBudgetBody } from '@/lib/budget/schema';
import { createIdentityBody, updateIdentityBody } from '@/lib/identity/schema';
import { recordedUsage, recordUsageBody } from '@/lib/identity/usage';
import { REPORT_LIMIT_DEFAULT, REPORT_LIMIT_MAX, reportRequest } from '@/lib/reporting/schema';
import { answeredDelete, answeredEnvelope, answeredPage } from '../answer-schemas';
import { answeredReport } from '../answered-report';
import type { ProblemCode } from '../api-problem';
import { answeredBudgetEnvelope, answeredBudgetPage, answeredConsumption } from '../budget-answer-schemas';
import {
  budgetListParameters,
  budgetReference,
  identityReference,
  ifMatch,
  listParameters,
  retrieveParameters,
  usageKey,
  type DocumentedParameter,
} from './parameters';
import { rankingOperations } from './ranking-operations';

/** An answer header of ours, by the name of its component. */
export type AnswerHeader = 'Location' | 'ETag';

/** One operation of the API, for the document. What it takes and gives are the schemas that the handlers use. */
export type Operation = {
  id: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  /** Where the document files it; with the identities when absent. */
  tag?: 'Budgets';
  summary: string;
  description: string;
  parameters: DocumentedParameter[];
  body?: { schema: z.core.$ZodType; required: boolean; example: object };
  answers: { status: number; description: string; schema?: z.core.$ZodType; headers?: AnswerHeader[] }[];
  /** The codes it can answer, beside those that every operation can. */
  problems: ProblemCode[];
};

/** Codes that every operation can answer. */
export const COMMON_PROBLEMS: ProblemCode[] = [
  'authentication_required',
  'invalid_api_key',
  'rate_limit_exceeded',
  'internal_error',
];

const ONE_PATH = '/v2/identities/{id}';
const BUDGET_PATH = '/v2/budgets/{id}';
const BODY_PROBLEMS: ProblemCode[] = ['invalid_request_body', 'payload_too_large'];

export const operations: Operation[] = [
  {
    id: 'ListIdentities',
    method: 'get',
    path: '/v2/identities',
    summary: 'List identities',
    description:
      'One page, newest first unless `sort_by` says otherwise. `data` keeps the order of the list in both ' +
      'directions: `ending_before` gives the items right before the cursor. A cursor stays valid after its identity ' +
      'is deleted.',
    parameters: listParameters,
    answers: [
      {
        status: 200,
        description: 'A page. Node SDKs up to 4.9 get `metrics` on every item, asked for or not.',
        schema: answeredPage,
      },
    ],
    problems: ['invalid_request'],
  },
  {
    id: 'CreateIdentity',
    method: 'post',
    path: '/v2/identities',
    summary: 'Create an identity',
    description: 'Fails with 409 when an identity has this `external_id`. `null` means the same as absent.',
    parameters: [],
    body: {
      schema: createIdentityBody,
      required: true,
      example: {
        external_id: 'user_12345',
        display_name: 'Ada Lovelace',
        email: 'ada@example.com',
        tags: ['premium', 'beta-user'],
        metadata: { department: 'Engineering' },
      },
    },
    answers: [
      { status: 201, description: 'Created.', schema: answeredEnvelope, headers: ['Location', 'ETag'] },
    ],
    problems: [...BODY_PROBLEMS, 'identity_already_exists'],
  },
  {
    id: 'RetrieveIdentity',
    method: 'get',
    path: ONE_PATH,
    summary: 'Retrieve an identity',
    description: 'By `_id` or by `external_id`.',
    parameters: [identityReference, ...retrieveParameters],
    answers: [{ status: 200, description: 'The identity.', schema: answeredEnvelope, headers: ['ETag'] }],
    problems: ['invalid_request', 'identity_not_found'],
  },
  {
    id: 'UpdateIdentity',
    method: 'patch',
    path: ONE_PATH,
    summary: 'Update an identity',
    description:
      'Changes the members that are present; others stay. `null` or an empty text clears `display_name`, `email` and ' +
      '`avatar_url`. `tags` and `metadata` are replaced as a whole. An empty body, or none, changes nothing. ' +
      '`external_id` cannot be changed.',
    parameters: [identityReference, ifMatch],
    body: {
      schema: updateIdentityBody,
      required: false,
      example: { display_name: 'Ada King', tags: ['premium'] },
    },
    answers: [
      { status: 200, description: 'The identity as it is now.', schema: answeredEnvelope, headers: ['ETag'] },
    ],
    problems: ['invalid_request', ...BODY_PROBLEMS, 'identity_not_found', 'precondition_failed'],
  },
  {
    id: 'DeleteIdentity',
    method: 'delete',
    path: ONE_PATH,
    summary: 'Delete an identity',
    description: 'For good. The `external_id` is free again.',
    parameters: [identityReference, ifMatch],
    answers: [
      { status: 200, description: 'Deleted.', schema: answeredDelete },
      { status: 204, description: 'Deleted. Only Node SDKs up to 4.9 get this: they take nothing else.' },
    ],
    problems: ['invalid_request', 'identity_not_found', 'precondition_failed'],
  },
  {
    id: 'RecordUsage',
    method: 'post',
    path: `${ONE_PATH}/usage`,
    summary: 'Record usage (extension)',
    description:
      'Ours, not orq.ai’s: adds requests, tokens and cost to the figures of an identity, for workspaces whose traffic ' +
      'no gateway counts.',
    parameters: [identityReference, usageKey],
    body: {
      schema: recordUsageBody,
      required: true,
      example: { requests: 12, failed_requests: 1, tokens: 23_784, cost: 0.0607 },
    },
    answers: [
      {
        status: 201,
        description: 'Recorded, now or by the first request with this key.',
        schema: recordedUsage,
      },
    ],
    problems: ['invalid_request', ...BODY_PROBLEMS, 'identity_not_found', 'idempotency_key_reused'],
  },
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
  ...rankingOperations,
  {
    id: 'QueryReport',
    method: 'post',
    path: '/v2/reporting',
    summary: 'Query a report',
    description:
      'Use over time, or over a whole window with `mode` `scalar`, of everybody or by identity. This server measures ' +
      '`genai.requests`, `genai.tokens`, `genai.cost`, `genai.errors`, `genai.error_rate` and all of them at once as ' +
      '`genai.usage`; it groups and filters by `identity` only, whose values are external ids (an `_id` is taken for ' +
      'its external id). Use is kept by quarter of an hour: one that begins within the window counts. `grain` `auto` ' +
      'means hours up to three days and days beyond; `minute` is answered by hours, with the warning ' +
      '`grain_minute_unavailable`. Buckets begin where hours and days of `time_zone` do; times are answered in UTC. ' +
      'Buckets without use are zero in a series without `group_by`, and left out with it. Scalar rows come best first ' +
      `(\`genai.usage\` by requests). \`limit\` is ${REPORT_LIMIT_DEFAULT} unless sent, and at most ` +
      `${REPORT_LIMIT_MAX}; when there is more, the warning \`rows_limited\` says so, and totals count it all the same.`,
    parameters: [],
    body: {
      schema: reportRequest,
      required: true,
      example: {
        metric: 'genai.cost',
        from: '2026-10-22T00:00:00Z',
        to: '2026-11-21T00:00:00Z',
        grain: 'day',
        group_by: ['identity'],
        filters: [{ field: 'identity', op: 'in', values: ['user_12345'] }],
        include_totals: true,
      },
    },
    answers: [{ status: 200, description: 'The report.', schema: answeredReport }],
    problems: BODY_PROBLEMS,
  },
];
