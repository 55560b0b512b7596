import { formatCost, formatCount } from '@/lib/format/numbers';
import { formatClock, formatDay } from '@/lib/format/times';
import { PERIOD_EACH, periodAt } from './budget-period';
import type { Budget } from './schema';

/** From this share on a limit is near, unless an alert says so earlier. */
export const NEAR = 0.8;

/** One limit and how much of it is used. Cost in US dollars. */
export type LimitUse = {
  kind: 'cost' | 'tokens';
  limit: number;
  /** Undefined where the host does not say. */
  used: number | undefined;
  /** 1 is all of it; more is over. Undefined with `used`. */
  share: number | undefined;
};

/** `over`: requests are refused. `paused` and `expired` limit nothing. `unknown`: the host does not say what is used. */
export type BudgetState = 'fine' | 'near' | 'over' | 'paused' | 'expired' | 'unknown';

/** What the present period has used of a budget's limits of cost and tokens, and what that means. */
export function budgetUse(
  budget: Budget,
  now: Date,
): { limits: LimitUse[]; state: BudgetState; /** The largest. */ share: number | undefined } {
  const limits = [
    limitUse('cost', budget.amount, budget.usage?.amount),
    limitUse('tokens', budget.token_limit, budget.usage?.tokens),
  ].filter((limit) => limit !== undefined);
  const shares = limits.map(({ share }) => share).filter((share) => share !== undefined);
  const share = shares.length === 0 ? undefined : Math.max(...shares);
  return { limits, share, state: stateOf(budget, limits, share, now) };
}

function limitUse(
  kind: LimitUse['kind'],
  limit: number | undefined,
  used: number | undefined,
): LimitUse | undefined {
  if (limit === undefined) return undefined;
  // A limit of nothing is reached from the start.
  return { kind, limit, used, share: used === undefined ? undefined : limit === 0 ? 1 : used / limit };
}

function stateOf(budget: Budget, limits: LimitUse[], share: number | undefined, now: Date): BudgetState {
  if (budget.expires_at !== undefined && Date.parse(budget.expires_at) <= now.getTime()) return 'expired';
  if (!budget.is_active) return 'paused';
  if (share === undefined) return limits.length > 0 ? 'unknown' : 'fine';
  if (share >= 1) return 'over';
  const alerts = budget.alerts.map(({ threshold_percent }) => threshold_percent / 100);
  return share >= Math.min(NEAR, ...alerts) ? 'near' : 'fine';
}

/** States in a word or two. */
export const STATE_WORDS: Record<BudgetState, string> = {
  fine: 'Within limits',
  near: 'Near its limit',
  over: 'Over its limit',
  paused: 'Paused',
  expired: 'Expired',
  unknown: 'Use not reported',
};

/** `$48.50 of $50.00 used, 97%`; without use `$50.00 a month`. */
export function limitWords({ kind, limit, used, share }: LimitUse): string {
  const write = kind === 'cost' ? formatCost : formatCount;
  const unit = kind === 'tokens' ? ' tokens' : '';
  if (used === undefined || share === undefined) return `limit of ${write(limit)}${unit}, use not reported`;
  return `${write(used)} of ${write(limit)}${unit} used, ${shareWords(share)}`;
}

/** A share of a limit: `97%`; `<1%` and `>99%` where rounding would say nothing or all. */
export function shareWords(share: number): string {
  if (share > 0 && share < 0.01) return '<1%';
  if (share < 1 && share >= 0.995) return '>99%';
  return `${formatCount(share > 1 ? Math.floor(share * 100) : Math.round(share * 100))}%`;
}

/** A limit with its period: `$50.00 a month`, `2,000,000 tokens a month`, `60 requests a minute`. */
export function limitsInWords(budget: Budget): string[] {
  const each = budget.period === undefined ? 'a period' : PERIOD_EACH[budget.period];
  return [
    ...(budget.amount === undefined ? [] : [`${formatCost(budget.amount)} ${each}`]),
    ...(budget.token_limit === undefined ? [] : [`${formatCount(budget.token_limit)} tokens ${each}`]),
    ...(budget.requests_per_minute === undefined
      ? []
      : [`${formatCount(budget.requests_per_minute)} requests a minute`]),
  ];
}

/** When the use starts anew: `resets 1 Dec 00:00 UTC, in 9 days`; undefined where it does not or nobody knows. */
export function resetWords(budget: Pick<Budget, 'period'>, now: Date): string | undefined {
  if (budget.period === undefined) return undefined;
  const end = periodAt(budget.period, now)?.end.getTime();
  if (end === undefined) return 'never resets by itself';
  return `resets ${instantWords(end, now.getTime())}, ${leadWords(end - now.getTime())}`;
}

/** An instant as budgets tell it: `1 Dec 00:00 UTC`. */
export function instantWords(time: number, now: number): string {
  return `${formatDay(time, now, 'UTC')} ${formatClock(time, 'UTC')} UTC`;
}

function leadWords(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours < 1) return 'within the hour';
  if (hours < 48) return `in ${Math.floor(hours)} ${Math.floor(hours) === 1 ? 'hour' : 'hours'}`;
  return `in ${Math.floor(hours / 24)} days`;
}
