import { describe, expect, test } from 'vitest';
import { budgetForm, formTexts, typedNumber } from './budget-form';
import { periodAt, periodLabel } from './budget-period';
import { budgetUse, limitWords, resetWords, shareWords } from './budget-use';
import { changedBudgetFields, updateBudgetRequest, valuesOfBudget, type BudgetValues } from './budget-values';
import { budget, budgetAnswer, budgetListAnswer, createBudgetBody, type Budget } from './schema';

const NOW = new Date('2026-11-21T16:00:00Z');
const values: BudgetValues = {
  period: 'BUDGET_PERIOD_MONTHLY',
  amount: 50,
  token_limit: null,
  requests_per_minute: 60,
  is_active: true,
  expires_at: null,
  alerts: [],
};

describe('answers', () => {
  const read = {
    budget_id: 'b1',
    external_id: 'ada',
    period: 'BUDGET_PERIOD_MONTHLY',
    amount: 50,
    token_limit: 2_000_000,
    requests_per_minute: 60,
    is_active: true,
    expires_at: '2027-01-01T00:00:00Z',
    alerts: [{ threshold_percent: 80, notifier_ids: ['n1'], tokens: true }],
    usage: { amount: 48.5, tokens: 0, requests: 12 },
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-02T00:00:00Z',
  };
  const snake = {
    budget_id: 'b1',
    workspace_id: 'w',
    scope: { identity: { identity_external_id: 'ada' } },
    limits: { period: 'BUDGET_PERIOD_MONTHLY', amount: 50, token_limit: '2000000' },
    rate_limit: { requests_per_minute: 60 },
    is_active: true,
    expires_at: '2027-01-01T00:00:00Z',
    alerts: [{ threshold_percent: 80, notifier_ids: ['n1'], dimension: 'BUDGET_ALERT_DIMENSION_TOKENS' }],
    usage: { amount: 48.5, tokens: 0, requests: 12 },
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-02T00:00:00Z',
  };
  const camel = {
    budgetId: 'b1',
    scope: { identity: { identityExternalId: 'ada' } },
    limits: { period: 'BUDGET_PERIOD_MONTHLY', amount: 50, tokenLimit: 2_000_000 },
    rateLimit: { requestsPerMinute: 60 },
    isActive: true,
    expiresAt: '2027-01-01T00:00:00Z',
    alerts: [{ thresholdPercent: 80, notifierIds: ['n1'], dimension: 'BUDGET_ALERT_DIMENSION_TOKENS' }],
    usage: { amount: 48.5, tokens: 0, requests: 12 },
    createdAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-02T00:00:00Z',
  };

  test('of every generation, and of both at once, read alike', () => {
    for (const body of [snake, camel, { ...camel, ...snake }]) {
      expect(budget.parse(body)).toEqual(read);
      expect(budgetAnswer.parse({ budget: body })).toEqual(read);
    }
    for (const more of [{ has_more: true }, { hasMore: true }])
      expect(budgetListAnswer.parse({ object: 'list', data: [camel], ...more })).toEqual({
        budgets: [read],
        has_more: true,
      });
  });

  test('may leave out nearly everything; what is missing is never zero', () => {
    expect(budget.parse({ budget_id: 'b1' })).toMatchObject({
      is_active: false,
      alerts: [],
      amount: undefined,
    });
    expect(budget.parse({ budgetId: 'b1', usage: { tokens: 1 } }).usage).toEqual({ tokens: 1 });
    expect(budget.safeParse({ limits: {} }).success).toBe(false);
    expect(
      budget.parse({ budgetId: 'b', limits: { period: 'BUDGET_PERIOD_HOURLY' } }).period,
    ).toBeUndefined();
  });
});

test('periods are those of the calendar in UTC, weeks from Monday', () => {
  const spans = (period: Parameters<typeof periodAt>[0], at: string) => {
    const span = periodAt(period, new Date(at));
    return span && [span.start.toISOString().slice(0, 10), span.end.toISOString().slice(0, 10)];
  };
  expect(spans('BUDGET_PERIOD_DAILY', '2026-11-21T23:59:59.999Z')).toEqual(['2026-11-21', '2026-11-22']);
  expect(spans('BUDGET_PERIOD_WEEKLY', '2026-11-22T12:00:00Z')).toEqual(['2026-11-16', '2026-11-23']);
  expect(spans('BUDGET_PERIOD_WEEKLY', '2026-11-23T00:00:00Z')).toEqual(['2026-11-23', '2026-11-30']);
  expect(spans('BUDGET_PERIOD_MONTHLY', '2026-12-31T23:00:00Z')).toEqual(['2026-12-01', '2027-01-01']);
  expect(spans('BUDGET_PERIOD_YEARLY', '2028-02-29T00:00:00Z')).toEqual(['2028-01-01', '2029-01-01']);
  expect(spans('BUDGET_PERIOD_ONE_TIME', '2026-11-21T00:00:00Z')).toBeUndefined();
  expect(periodLabel('BUDGET_PERIOD_MONTHLY', NOW)).toBe('2026-11');
  expect(periodLabel('BUDGET_PERIOD_YEARLY', NOW)).toBe('2026');
  expect(periodLabel('BUDGET_PERIOD_WEEKLY', NOW)).toBe('2026-11-16');
});

describe('use', () => {
  const of = (part: Partial<Budget>): Budget => ({
    budget_id: 'b',
    external_id: 'ada',
    period: 'BUDGET_PERIOD_MONTHLY',
    amount: 50,
    token_limit: undefined,
    requests_per_minute: undefined,
    is_active: true,
    expires_at: undefined,
    alerts: [],
    usage: { amount: 10, tokens: 0, requests: 1 },
    created_at: undefined,
    updated_at: undefined,
    ...part,
  });
  const stateOf = (part: Partial<Budget>) => budgetUse(of(part), NOW).state;

  test('is fine, near, over, paused, expired or unknown', () => {
    expect(stateOf({})).toBe('fine');
    expect(stateOf({ usage: { amount: 40, tokens: 0, requests: 1 } })).toBe('near');
    expect(stateOf({ alerts: [{ threshold_percent: 20, notifier_ids: [], tokens: false }] })).toBe('near');
    expect(stateOf({ usage: { amount: 50, tokens: 0, requests: 1 } })).toBe('over');
    expect(stateOf({ amount: 0 })).toBe('over');
    expect(stateOf({ token_limit: 10, usage: { amount: 0, tokens: 11, requests: 1 } })).toBe('over');
    expect(stateOf({ is_active: false })).toBe('paused');
    expect(stateOf({ expires_at: '2026-11-21T15:00:00Z' })).toBe('expired');
    expect(stateOf({ usage: undefined })).toBe('unknown');
    expect(stateOf({ amount: undefined, requests_per_minute: 5 })).toBe('fine');
  });

  test('is told in words', () => {
    const [limit] = budgetUse(of({ usage: { amount: 48.5, tokens: 0, requests: 1 } }), NOW).limits;
    expect(limit && limitWords(limit)).toBe('$48.50 of $50.00 used, 97%');
    const [unknown] = budgetUse(of({ usage: undefined }), NOW).limits;
    expect(unknown && limitWords(unknown)).toBe('limit of $50.00, use not reported');
    expect(resetWords(of({}), NOW)).toBe('resets 1 Dec 00:00 UTC, in 9 days');
    expect(resetWords(of({ period: 'BUDGET_PERIOD_DAILY' }), NOW)).toBe(
      'resets 22 Nov 00:00 UTC, in 8 hours',
    );
    expect(resetWords(of({ period: 'BUDGET_PERIOD_ONE_TIME' }), NOW)).toBe('never resets by itself');
    expect([0, 0.001, 0.5, 0.999, 1, 1.009, 12].map(shareWords)).toEqual([
      '0%',
      '<1%',
      '50%',
      '>99%',
      '100%',
      '100%',
      '1,200%',
    ]);
  });
});

describe('the form', () => {
  const parse = (texts: object, opened?: BudgetValues) =>
    budgetForm(opened, () => NOW.getTime()).safeParse({ ...formTexts(opened), ...texts });
  const messages = (texts: object, opened?: BudgetValues) => {
    const parsed = parse(texts, opened);
    return parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };

  test('gives back what it was opened with', () => {
    const opened = {
      ...values,
      expires_at: '2026-01-01T10:20:30.000Z',
      alerts: [{ threshold_percent: 80, notifier_ids: ['a', 'b'] }],
    };
    expect(parse({}, opened)).toMatchObject({ success: true, data: opened });
  });

  test('reads numbers as people write them', () => {
    expect(['50', ' $1,250.50 ', '2 000 000', '.5', '1e3', 'x', '-1'].map(typedNumber)).toEqual([
      50,
      1250.5,
      2_000_000,
      0.5,
      NaN,
      NaN,
      NaN,
    ]);
  });

  test('says how to mend what breaks a rule', () => {
    expect(messages({})).toEqual([
      'amount: Set at least one limit: an amount, tokens, or requests per minute.',
    ]);
    expect(messages({ amount: 'ten' })[0]).toContain('amount: Enter US dollars');
    expect(messages({ amount: '1', token_limit: '1.5' })[0]).toContain('token_limit: Enter a whole number');
    expect(messages({ requests_per_minute: '0' })[0]).toContain('requests_per_minute: Enter a whole number');
    expect(messages({ amount: '1', expires_at: '2026-11-21T15:00' })[0]).toContain(
      'expires_at: This time is over',
    );
    expect(messages({ amount: '1', expires_at: '2026-11-21T15:00', is_active: false })).toEqual([]);
    expect(
      messages({ amount: '1', alerts: [{ threshold_percent: '0', notifier_ids: ' ', dimension: '' }] }),
    ).toEqual([
      'alerts.0.threshold_percent: Enter a percentage from 1 to 100.',
      'alerts.0.notifier_ids: Name at least one notifier.',
    ]);
  });

  test('an update carries what differs, limits always whole', () => {
    expect(updateBudgetRequest(values, values)).toEqual({});
    expect(updateBudgetRequest(values, { ...values, token_limit: 10 })).toEqual({
      limits: { period: 'BUDGET_PERIOD_MONTHLY', amount: 50, token_limit: 10 },
    });
    const opened = {
      ...values,
      expires_at: '2027-01-01T00:00:00Z',
      alerts: [{ threshold_percent: 5, notifier_ids: ['n'] }],
    };
    expect(updateBudgetRequest(opened, { ...values, requests_per_minute: null, is_active: false })).toEqual({
      rate_limit: {},
      is_active: false,
      clear_expires_at: true,
      clear_alerts: true,
    });
    expect(changedBudgetFields(opened, { ...opened, expires_at: '2027-01-01T01:00:00+01:00' })).toEqual([]);
  });
});

test('a create needs a period, and stored values become form values', () => {
  expect(createBudgetBody.safeParse({ scope: {}, limits: {} }).success).toBe(false);
  expect(valuesOfBudget(budget.parse({ budget_id: 'b', limits: { amount: 1 } }))).toMatchObject({
    period: 'BUDGET_PERIOD_MONTHLY',
    amount: 1,
    is_active: false,
  });
});
