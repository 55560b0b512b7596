import * as z from 'zod/mini';
import { isJsonObject } from '@/lib/identity/json-object';
import { isWellFormedText } from '@/lib/identity/well-formed-text';

/**
 * Budgets, once for the wire, the client, the forms and the embedded API. Requests are snake case in every generation;
 * answers come in camel case (SDK 4.13 and later) or in snake case (before, and embedded in an identity). Facts: the
 * wire contract ("Budgets").
 */

/** Largest limit of cost, in US dollars, and of tokens: far above any use, and exact in the store. */
export const BUDGET_AMOUNT_MAX = 1_000_000_000;
export const BUDGET_TOKENS_MAX = 1_000_000_000_000_000;
/** Most requests a minute that a limit can allow. */
export const BUDGET_RATE_MAX = 1_000_000_000;
export const BUDGET_ALERTS_MAX = 10;
export const BUDGET_NOTIFIERS_MAX = 10;
/** Largest page of a list of budgets, and its size without `limit`. */
export const BUDGET_PAGE_MAX = 200;
export const BUDGET_PAGE_DEFAULT = 25;
/** Longest `match.cel`, in characters. */
export const BUDGET_CEL_MAX = 2048;

export const BUDGET_PERIODS = [
  'BUDGET_PERIOD_DAILY',
  'BUDGET_PERIOD_WEEKLY',
  'BUDGET_PERIOD_MONTHLY',
  'BUDGET_PERIOD_YEARLY',
  'BUDGET_PERIOD_ONE_TIME',
] as const;
export const budgetPeriod = z
  .enum(BUDGET_PERIODS, 'Choose how often the budget starts anew.')
  .check(z.meta({ id: 'BudgetPeriod' }));
export type BudgetPeriod = z.infer<typeof budgetPeriod>;

/* Fields, as requests and forms may carry them. */

const AMOUNT_RULE = `Enter US dollars from 0 to ${BUDGET_AMOUNT_MAX.toLocaleString('en-US')}, such as 50 or 12.50.`;
export const budgetAmount = z.number(AMOUNT_RULE).check(
  z.refine((value) => value >= 0 && value <= BUDGET_AMOUNT_MAX, AMOUNT_RULE),
  z.meta({ description: 'US dollars a period.', minimum: 0, maximum: BUDGET_AMOUNT_MAX }),
);

const TOKENS_RULE = `Enter a whole number of tokens from 0 to ${BUDGET_TOKENS_MAX.toLocaleString('en-US')}.`;
export const budgetTokens = z.number(TOKENS_RULE).check(
  z.refine((value) => Number.isInteger(value) && value >= 0 && value <= BUDGET_TOKENS_MAX, TOKENS_RULE),
  z.meta({ description: 'Tokens a period.', type: 'integer', minimum: 0, maximum: BUDGET_TOKENS_MAX }),
);

const RATE_RULE = `Enter a whole number of requests from 1 to ${BUDGET_RATE_MAX.toLocaleString('en-US')}.`;
export const budgetRate = z.number(RATE_RULE).check(
  z.refine((value) => Number.isInteger(value) && value >= 1 && value <= BUDGET_RATE_MAX, RATE_RULE),
  z.meta({
    description: 'Requests in any 60 seconds, whatever the period.',
    type: 'integer',
    minimum: 1,
    maximum: BUDGET_RATE_MAX,
  }),
);

const EXPIRY_RULE = 'Enter a time with its offset from 1970 to 9999, such as 2026-12-31T00:00:00Z.';
/** Times that every store and ISO 8601 write alike. */
const LAST_EXPIRY = Date.UTC(9999, 11, 31);
export const budgetExpiry = z.iso.datetime({ offset: true, error: EXPIRY_RULE }).check(
  z.refine((text) => Date.parse(text) >= 0 && Date.parse(text) <= LAST_EXPIRY, EXPIRY_RULE),
  z.meta({ description: 'From then on the budget limits nothing; in the future while it is active.' }),
);

const PERCENT_RULE = 'Enter a percentage from 1 to 100.';
const notifierId = z.string().check(
  z.refine((value) => value.trim() !== '' && isWellFormedText(value), 'Enter the ID of a notifier.'),
  z.meta({ minLength: 1 }),
);
export const budgetAlertDimension = z
  .enum(['BUDGET_ALERT_DIMENSION_COST', 'BUDGET_ALERT_DIMENSION_TOKENS'])
  .check(z.meta({ id: 'BudgetAlertDimension' }));

export const budgetAlert = z
  .object({
    threshold_percent: z.number(PERCENT_RULE).check(
      z.refine((value) => Number.isInteger(value) && value >= 1 && value <= 100, PERCENT_RULE),
      z.meta({ type: 'integer', minimum: 1, maximum: 100 }),
    ),
    notifier_ids: z.array(notifierId).check(
      z.minLength(1, 'Name at least one notifier.'),
      z.maxLength(BUDGET_NOTIFIERS_MAX, `Name at most ${BUDGET_NOTIFIERS_MAX} notifiers.`),
      z.refine((ids) => new Set(ids).size === ids.length, 'Name each notifier once.'),
    ),
    dimension: z.optional(budgetAlertDimension),
  })
  .check(z.meta({ id: 'BudgetAlertRequest' }));
export type BudgetAlert = z.infer<typeof budgetAlert>;

export const budgetAlerts = z
  .array(budgetAlert)
  .check(z.maxLength(BUDGET_ALERTS_MAX, `Set at most ${BUDGET_ALERTS_MAX} alerts.`));

/* Requests, as the API accepts them: strict about values, blind to unknown members; `null` means absent. */

const limits = z
  .object({
    period: budgetPeriod,
    amount: z.nullish(budgetAmount),
    token_limit: z.nullish(budgetTokens),
  })
  .check(z.meta({ id: 'BudgetLimits' }));

const rateLimit = z
  .object({ requests_per_minute: z.nullish(budgetRate) })
  .check(z.meta({ id: 'BudgetRateLimit', description: 'Without `requests_per_minute`: no such limit.' }));

const TARGET_RULE = 'Name the identity by its external ID.';
const scope = z
  .object({
    identity: z.nullish(
      z.object({
        identity_external_id: z.string(TARGET_RULE).check(
          z.refine((value) => value !== '' && isWellFormedText(value), TARGET_RULE),
          z.meta({ minLength: 1 }),
        ),
      }),
    ),
  })
  .check(z.meta({ id: 'BudgetScope', description: 'What the budget is for: one identity.' }));

const match = z
  .object({ cel: z.nullish(z.string().check(z.maxLength(BUDGET_CEL_MAX))) })
  .check(z.meta({ id: 'BudgetMatch' }));

export const createBudgetBody = z
  .object({
    scope: z.nullish(scope),
    match: z.nullish(match),
    limits,
    rate_limit: z.nullish(rateLimit),
    is_active: z.nullish(z.boolean()),
    expires_at: z.nullish(budgetExpiry),
    alerts: z.nullish(budgetAlerts),
  })
  .check(z.meta({ id: 'CreateBudgetRequest' }));
export type CreateBudgetBody = z.infer<typeof createBudgetBody>;

/** Absent keeps; `limits` and `alerts` replace as a whole; `rate_limit: {}` and the two `clear_` members remove. */
export const updateBudgetBody = z
  .object({
    scope: z.nullish(z.unknown()),
    match: z.nullish(z.unknown()),
    limits: z.nullish(limits),
    rate_limit: z.nullish(rateLimit),
    is_active: z.nullish(z.boolean()),
    expires_at: z.nullish(budgetExpiry),
    clear_expires_at: z.nullish(z.boolean()),
    alerts: z.nullish(budgetAlerts),
    clear_alerts: z.nullish(z.boolean()),
  })
  .check(z.meta({ id: 'UpdateBudgetRequest' }));
export type UpdateBudgetBody = z.infer<typeof updateBudgetBody>;

/* Answers, as they may arrive: lenient, both cases, unknown members pass unread. */

/** A number, also where a host writes it as a text (`token_limit` of the first generation). */
const figure = z.pipe(
  z.nullish(z.union([z.number(), z.string().check(z.regex(/^\d+(?:\.\d+)?$/))])),
  z.transform((value) => (value === null || value === undefined ? undefined : Number(value))),
);
const text = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => (value === null || value === '' ? undefined : value)),
);

/** Reads members of either case by their snake-case name; of both, that name wins. */
function snakeMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeMembers);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(
    ([name, member]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), member] as const,
  );
  return Object.fromEntries(
    [...members.filter(([name]) => !(name in value)), ...members.filter(([name]) => name in value)].map(
      ([name, member]) => [name, snakeMembers(member)],
    ),
  );
}

const answeredBudget = z.object({
  budget_id: z.string().check(z.minLength(1)),
  scope: z.nullish(
    z.object({ identity: z.nullish(z.object({ identity_external_id: z.nullish(z.string()) })) }),
  ),
  limits: z.nullish(z.object({ period: z.nullish(z.string()), amount: figure, token_limit: figure })),
  rate_limit: z.nullish(z.object({ requests_per_minute: figure })),
  // A host that leaves out what is false (SDK 4.15 reads it so) says by that that it is paused.
  is_active: z.nullish(z.boolean()),
  expires_at: text,
  created_at: text,
  updated_at: text,
  alerts: z.nullish(
    z.array(
      z.object({
        threshold_percent: z.number(),
        notifier_ids: z.nullish(z.array(z.string())),
        dimension: z.nullish(z.string()),
      }),
    ),
  ),
  usage: z.nullish(z.object({ amount: figure, tokens: figure, requests: figure })),
});

/** One budget of any generation, with its members in one shape. No rule of a request is applied. */
export const budget = z.pipe(
  z.pipe(z.unknown(), z.transform(snakeMembers)),
  z.pipe(
    answeredBudget,
    z.transform((read) => ({
      budget_id: read.budget_id,
      /** Of the identity it is for; absent when it is for something else. */
      external_id: read.scope?.identity?.identity_external_id ?? undefined,
      /** Undefined for a period that this program does not know. */
      period: BUDGET_PERIODS.find((known) => known === read.limits?.period),
      /** US dollars a period; absent is no such limit, as for the two below. */
      amount: read.limits?.amount,
      token_limit: read.limits?.token_limit,
      requests_per_minute: read.rate_limit?.requests_per_minute,
      is_active: read.is_active ?? false,
      expires_at: read.expires_at,
      alerts: (read.alerts ?? []).map(({ threshold_percent, notifier_ids, dimension }) => ({
        threshold_percent,
        notifier_ids: notifier_ids ?? [],
        tokens: dimension === 'BUDGET_ALERT_DIMENSION_TOKENS',
      })),
      /** Of the present period; absent where a host does not send it, as in an identity. */
      usage: read.usage ?? undefined,
      created_at: read.created_at,
      updated_at: read.updated_at,
    })),
  ),
);
export type Budget = z.output<typeof budget>;

/** `{budget: B}`, or B alone. */
export const budgetAnswer = z.pipe(
  z.pipe(
    z.unknown(),
    z.transform((body) => (isJsonObject(body) && isJsonObject(body.budget) ? body.budget : body)),
  ),
  budget,
);

/** A page of a list; `has_more` or `hasMore`. */
export const budgetListAnswer = z.pipe(
  z.object({
    data: z.nullish(z.array(budget)),
    has_more: z.nullish(z.boolean()),
    hasMore: z.nullish(z.boolean()),
  }),
  z.transform(({ data, has_more, hasMore }) => ({
    budgets: data ?? [],
    has_more: has_more ?? hasMore ?? false,
  })),
);

/** Order of a list on the wire. */
export const budgetSortField = z
  .enum([
    'BUDGET_SORT_FIELD_UNSPECIFIED',
    'BUDGET_SORT_FIELD_EXPIRES_AT',
    'BUDGET_SORT_FIELD_CREATED_AT',
    'BUDGET_SORT_FIELD_UPDATED_AT',
  ])
  .check(z.meta({ id: 'BudgetSortField' }));
export type BudgetSortField = z.infer<typeof budgetSortField>;

/** What the list call of the client takes. */
export type ListBudgetsParameters = {
  /** 1 to 200; always sent. */
  limit: number;
  starting_after?: string;
  /** External ids; several are an extension of the embedded API. */
  targets?: readonly string[];
  is_active?: boolean;
};
