import 'server-only';
import * as z from 'zod';
import { BUDGET_PAGE_MAX, budgetAlertDimension, budgetPeriod } from '@/lib/budget/schema';

/** The answers about budgets, as strict as they are given. */

const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({ format: 'date-time', examples: ['2026-11-20T12:00:00.000Z'] });

const alert = z.object({
  id: z.string(),
  threshold_percent: z.number(),
  notifier_ids: z.array(z.string()),
  dimension: budgetAlertDimension,
});

/** Unset members are absent, never null. */
export const embeddedBudgetSchema = z
  .object({
    budget_id: z
      .string()
      .min(1)
      .meta({ examples: ['01JJ1HDHN79XAS7A01WB3HYSDB'] }),
    scope: z.object({ identity: z.object({ identity_external_id: z.string() }) }),
    limits: z.object({
      period: budgetPeriod,
      amount: z.number().optional().meta({ description: 'US dollars.' }),
      token_limit: z.number().optional(),
    }),
    rate_limit: z.object({ requests_per_minute: z.number() }).optional(),
    is_active: z.boolean(),
    expires_at: instant.optional(),
    created_at: instant,
    updated_at: instant,
    alerts: z.array(alert),
  })
  .meta({
    id: 'EmbeddedBudget',
    description: 'The budget inside an identity: what is set, not what is used.',
  });
export type EmbeddedBudget = z.input<typeof embeddedBudgetSchema>;

const usage = z
  .object({ amount: z.number(), tokens: z.number(), requests: z.number() })
  .meta({ id: 'BudgetUsage', description: 'Use in the present period (UTC). `amount` is US dollars.' });

const bothRates = z.object({ requests_per_minute: z.number(), requestsPerMinute: z.number() });

export const answeredBudget = embeddedBudgetSchema
  .extend({
    budgetId: z.string(),
    scope: z.object({
      identity: z.object({ identity_external_id: z.string(), identityExternalId: z.string() }),
    }),
    limits: embeddedBudgetSchema.shape.limits.extend({ tokenLimit: z.number().optional() }),
    rate_limit: bothRates.optional(),
    rateLimit: bothRates.optional(),
    isActive: z.boolean(),
    expiresAt: instant.optional(),
    createdAt: instant,
    updatedAt: instant,
    alerts: z.array(alert.extend({ thresholdPercent: z.number(), notifierIds: z.array(z.string()) })),
    usage: usage.optional(),
  })
  .meta({
    id: 'Budget',
    description:
      'Every member twice, in snake case for SDKs up to 4.12 and in camel case for later ones. Both are equal.',
  });
export type AnsweredBudget = z.input<typeof answeredBudget>;

export const answeredBudgetEnvelope = z.object({ budget: answeredBudget }).meta({ id: 'BudgetEnvelope' });

export const answeredBudgetPage = z
  .object({
    object: z.literal('list'),
    data: z.array(answeredBudget).max(BUDGET_PAGE_MAX),
    has_more: z.boolean(),
    hasMore: z.boolean(),
  })
  .meta({ id: 'BudgetList' });

export const answeredConsumption = z
  .object({
    budget_id: z.string(),
    period: budgetPeriod,
    period_date: z.string().meta({ examples: ['2026-11', '2026-11-20', '2026', 'one-time'] }),
    cost: z.number().meta({ description: 'US dollars.' }),
    tokens: z.number(),
  })
  .meta({ id: 'BudgetConsumption' });
export type AnsweredConsumption = z.input<typeof answeredConsumption>;
