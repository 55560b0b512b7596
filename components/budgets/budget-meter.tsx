import clsx from 'clsx';
import { limitWords, type BudgetState, type LimitUse } from '@/lib/budget/budget-use';

const LABELS = { cost: 'Cost', tokens: 'Tokens' } as const;

const FILLS: Record<BudgetState, string> = {
  fine: 'fill-accent',
  near: 'fill-warning',
  over: 'fill-danger',
  paused: 'fill-line-strong',
  expired: 'fill-line-strong',
  unknown: 'fill-line-strong',
};

/** How much of one limit is used, as a bar and in words. Drawn as SVG: the content policy takes no style attributes. */
export function BudgetMeter({
  limit,
  state,
  more,
  compact = false,
}: {
  limit: LimitUse;
  /** Of the budget; a limit of it that is fine itself is shown as fine. */
  state: BudgetState;
  /** Words behind those of the limit. */
  more?: string | undefined;
  compact?: boolean;
}) {
  const words = limitWords(limit);
  const text = more === undefined ? words : `${words}; ${more}`;
  return (
    <div className={compact ? 'flex flex-col gap-1' : 'flex flex-col gap-1.5'}>
      <p
        className={clsx(
          'flex flex-wrap items-baseline justify-between gap-x-4 tabular-nums',
          compact ? 'text-xs' : 'text-[0.8125rem]',
        )}
      >
        {!compact && <span className="text-sm font-medium">{LABELS[limit.kind]}</span>}
        <span className={compact ? undefined : 'text-muted'}>{words}</span>
      </p>
      {limit.share !== undefined && (
        <div
          role="meter"
          aria-label={LABELS[limit.kind]}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(100, Math.round(limit.share * 100))}
          aria-valuetext={text}
        >
          <svg
            aria-hidden="true"
            width="100%"
            height={compact ? 4 : 8}
            className="block overflow-hidden rounded-full"
          >
            <rect width="100%" height="100%" className="fill-line" />
            <rect
              width={`${Math.min(100, limit.share * 100)}%`}
              height="100%"
              className={FILLS[ofLimit(limit.share, state)]}
            />
          </svg>
        </div>
      )}
    </div>
  );
}

/** The state of one limit of a budget: another of its limits may be the one that is near. */
function ofLimit(share: number, state: BudgetState): BudgetState {
  if (state !== 'over' && state !== 'near') return state;
  if (share >= 1) return 'over';
  return state === 'over' && share < 0.8 ? 'fine' : 'near';
}
