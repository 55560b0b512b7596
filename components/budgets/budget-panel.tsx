import { Suspense, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import type { DialogIdentity } from '@/components/identities/dialog-identity';
import type { IdentityBudget } from '@/lib/budget/budget-result';
import { PERIOD_LABELS } from '@/lib/budget/budget-period';
import { budgetUse, instantWords, resetWords, STATE_WORDS, type BudgetState } from '@/lib/budget/budget-use';
import type { Budget } from '@/lib/budget/schema';
import type { Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { formatCount } from '@/lib/format/numbers';
import { BudgetActions } from './budget-actions';
import { BudgetMeter } from './budget-meter';

type Read = Promise<Outcome<IdentityBudget>>;

/**
 * The budget of an identity, behind a boundary of its own: the page does not wait for it and does not fail with it.
 *
 * @param read already started, beside the rest of the page
 * @param now when the page was rendered; drawn on the server only, so nothing has to agree with it later
 */
export function BudgetPanel(props: { read: Read; identity: DialogIdentity; now: Date }) {
  return (
    <Suspense
      fallback={
        <Frame>
          <div role="status" aria-label="Loading the budget" className="skeleton-late p-4">
            <div className="skeleton h-10" />
          </div>
        </Frame>
      }
    >
      <Loaded {...props} />
    </Suspense>
  );
}

async function Loaded({ read, identity, now }: { read: Read; identity: DialogIdentity; now: Date }) {
  const outcome = await read;
  if (!outcome.ok)
    return (
      <Frame>
        <Quiet>
          The budget could not be read: {errorWords(outcome.error, 'read').title.toLowerCase()}. Reload the
          page to try again.
        </Quiet>
      </Frame>
    );
  if (outcome.value.state === 'unavailable')
    return (
      <Frame>
        <Quiet>
          Budgets cannot be read here: this orq.ai host has none, or the API key of this dashboard may not see
          them.
        </Quiet>
      </Frame>
    );
  if (outcome.value.state === 'none')
    return (
      <Frame>
        <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
          <p className="text-muted">No budget: nothing limits what this identity uses.</p>
          <BudgetActions identity={identity} budget={undefined} />
        </div>
      </Frame>
    );
  const { budget } = outcome.value;
  const { state } = budgetUse(budget, now);
  return (
    <Frame badge={<StateBadge state={state} />}>
      <Details budget={budget} now={now} />
      <BudgetActions identity={identity} budget={budget} />
    </Frame>
  );
}

function Details({ budget, now }: { budget: Budget; now: Date }) {
  const { limits, state } = budgetUse(budget, now);
  const resets = resetWords(budget, now);
  const { requests_per_minute: rate, expires_at: expires, alerts } = budget;
  return (
    <>
      {limits.length > 0 && (
        <div className="flex flex-col gap-3.5 px-4 pt-3.5 pb-4">
          {limits.map((limit) => (
            <BudgetMeter key={limit.kind} limit={limit} state={state} more={resets} />
          ))}
        </div>
      )}
      <dl className="divide-y divide-line border-t border-line text-[0.8125rem] first:border-t-0">
        <Row term="Period">
          {budget.period === undefined ? 'not known here' : PERIOD_LABELS[budget.period]}
          {resets !== undefined && <span className="text-muted">, {resets}</span>}
        </Row>
        {rate !== undefined && (
          <Row term="Requests per minute">at most {formatCount(rate)} in any 60 seconds</Row>
        )}
        {alerts.length > 0 && (
          <Row term="Alerts">
            {alerts
              .map(
                ({ threshold_percent, notifier_ids, tokens }) =>
                  `at ${threshold_percent}% of ${tokens ? 'tokens' : 'cost'} to ${notifier_ids.length} ${notifier_ids.length === 1 ? 'notifier' : 'notifiers'}`,
              )
              .join('; ')}
          </Row>
        )}
        {expires !== undefined && (
          <Row term={state === 'expired' ? 'Expired' : 'Expires'}>
            <time dateTime={expires}>{instantWords(Date.parse(expires), now.getTime())}</time>
          </Row>
        )}
      </dl>
      {MEANING[state] !== undefined && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">{MEANING[state]}</p>
      )}
    </>
  );
}

const MEANING: Partial<Record<BudgetState, string>> = {
  over: 'Requests beyond a limit are refused with status 429 until the budget resets.',
  paused: 'While it is paused it still counts, but refuses nothing.',
  expired: 'It has expired, so it limits nothing any more.',
};

const TONES: Record<BudgetState, 'ok' | 'warning' | 'danger' | 'plain'> = {
  fine: 'ok',
  near: 'warning',
  over: 'danger',
  paused: 'plain',
  expired: 'plain',
  unknown: 'plain',
};

/** The state in words; the colour repeats it. */
function StateBadge({ state }: { state: BudgetState }) {
  return <Badge tone={TONES[state]}>{STATE_WORDS[state]}</Badge>;
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 px-4 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return <p className="px-4 py-3 text-muted">{children}</p>;
}

function Frame({ badge, children }: { badge?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby="budget-heading" className="min-w-0">
      <div className="flex min-h-9 items-center gap-2 pb-1">
        <h2 id="budget-heading" className="font-semibold">
          Budget
        </h2>
        {badge}
      </div>
      <div className="panel overflow-hidden">{children}</div>
    </section>
  );
}
