import * as z from 'zod/mini';
import { hasLimit, NO_LIMIT, type BudgetValues } from './budget-values';
import {
  BUDGET_ALERTS_MAX,
  budgetAlert,
  budgetAmount,
  budgetPeriod,
  budgetRate,
  budgetTokens,
  type BudgetPeriod,
} from './schema';

/** What the boxes of the form hold: texts as typed. Times are UTC, as `YYYY-MM-DDTHH:mm`. */
export type BudgetFormTexts = {
  period: BudgetPeriod;
  amount: string;
  token_limit: string;
  requests_per_minute: string;
  is_active: boolean;
  expires_at: string;
  alerts: { threshold_percent: string; notifier_ids: string; dimension: string }[];
};

/** A number as people write it: with a dollar sign, grouping or spaces. Empty is none; what is no number breaks the rule. */
function numberIn<Rule extends z.ZodMiniType<number, number>>(rule: Rule) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => (text.trim() === '' ? null : typedNumber(text))),
    ),
    z.nullable(rule),
  );
}

/** The number that a text stands for; NaN when it stands for none. */
export function typedNumber(text: string): number {
  const digits = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(/[\s,_](?=\d{3}(?:\D|$))/g, '');
  return /^\d+(?:\.\d*)?$|^\.\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

const alertTexts = z.pipe(
  z.pipe(
    z.object({ threshold_percent: z.string(), notifier_ids: z.string(), dimension: z.string() }),
    z.transform(({ threshold_percent, notifier_ids, dimension }) => ({
      threshold_percent: typedNumber(threshold_percent),
      notifier_ids: notifier_ids.split(/[\s,]+/).filter((id) => id !== ''),
      ...(dimension === 'BUDGET_ALERT_DIMENSION_TOKENS' && { dimension }),
    })),
  ),
  budgetAlert,
);

const PAST = 'This time is over. Enter a later one, leave it empty, or pause the budget.';

/**
 * The form of a budget: texts in, values out, by the rules of the wire.
 *
 * @param opened the values it was opened with; an expiry that was left alone is not judged
 * @param now milliseconds
 */
export function budgetForm(opened: BudgetValues | undefined, now: () => number) {
  const openedExpiry = opened?.expires_at ?? null;
  const expiry = z.pipe(
    z.string(),
    z.transform((text, context) => {
      if (text === shownInstant(openedExpiry)) return openedExpiry;
      if (text === '') return null;
      const time = Date.parse(`${text}Z`);
      if (!Number.isNaN(time)) return new Date(time).toISOString();
      context.issues.push({ code: 'custom', message: 'Enter a date and a time.', input: text });
      return z.NEVER;
    }),
  );
  return z
    .object({
      period: budgetPeriod,
      amount: numberIn(budgetAmount),
      token_limit: numberIn(budgetTokens),
      requests_per_minute: numberIn(budgetRate),
      is_active: z.boolean(),
      expires_at: expiry,
      alerts: z
        .array(alertTexts)
        .check(z.maxLength(BUDGET_ALERTS_MAX, `Set at most ${BUDGET_ALERTS_MAX} alerts.`)),
    })
    .check(
      z.refine((values) => hasLimit(values), { error: NO_LIMIT, path: ['amount'] }),
      z.refine(
        ({ is_active, expires_at }) =>
          !is_active || expires_at === null || expires_at === openedExpiry || Date.parse(expires_at) > now(),
        { error: PAST, path: ['expires_at'] },
      ),
    );
}

/** What the boxes show for values; a new budget begins as a monthly one without limits. */
export function formTexts(values: BudgetValues | undefined): BudgetFormTexts {
  return {
    period: values?.period ?? 'BUDGET_PERIOD_MONTHLY',
    amount: numberText(values?.amount),
    token_limit: numberText(values?.token_limit),
    requests_per_minute: numberText(values?.requests_per_minute),
    is_active: values?.is_active ?? true,
    expires_at: shownInstant(values?.expires_at ?? null),
    alerts: (values?.alerts ?? []).map(({ threshold_percent, notifier_ids, dimension }) => ({
      threshold_percent: String(threshold_percent),
      notifier_ids: notifier_ids.join(', '),
      dimension: dimension ?? 'BUDGET_ALERT_DIMENSION_COST',
    })),
  };
}

function numberText(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

/** An instant as the box for it holds it: UTC, to the minute. */
function shownInstant(instant: string | null): string {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 16);
}
