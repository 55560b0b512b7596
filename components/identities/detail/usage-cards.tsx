import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Trend } from '@/components/usage/trend';
import type { TrendMetric } from '@/components/usage/trend-line';
import { formatCostExact, formatCount, formatErrorRate, isFraction } from '@/lib/format/numbers';
import type { Outcome } from '@/lib/errors/app-error';
import type { IdentityMetrics } from '@/lib/identity/schema';
import type { UsageDay } from '@/lib/reporting/daily-usage';
import { NotReported } from '../figures';
import { usageRatios } from './usage-ratios';
import { UsageWindow } from './usage-window';

/** The days that the lines in the cards are drawn from; the cards stand without them. */
type DailyRead = Promise<Outcome<{ trend: UsageDay[] }>>;

/**
 * The four figures, exact, with what they come to per request. Not reported is said in words and never drawn as 0.
 *
 * @param readAt ISO 8601 time of the answer: the end of the window
 */
export function UsageCards({
  metrics,
  readAt,
  daily,
}: {
  metrics: IdentityMetrics | undefined;
  readAt: string;
  daily: DailyRead;
}) {
  return (
    <section aria-labelledby="usage-heading">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 pb-2">
        <h2 id="usage-heading" className="font-semibold">
          Usage, last 30 days
        </h2>
        <UsageWindow end={readAt} />
      </div>
      <dl className="panel grid grid-cols-2 overflow-hidden lg:grid-cols-4">
        {metrics === undefined ? <MissingFigures /> : <Figures metrics={metrics} daily={daily} />}
      </dl>
      {metrics === undefined && (
        <p className="pt-2 text-[0.8125rem] text-muted">
          The service sent no figures for this identity. That does not mean it was not used.
        </p>
      )}
    </section>
  );
}

function Figures({ metrics, daily }: { metrics: IdentityMetrics; daily: DailyRead }) {
  const trend = (metric: TrendMetric) => <Trend metric={metric} read={daily} />;
  const { total_requests: requests, total_tokens, total_cost, error_rate } = metrics;
  const ratios = usageRatios(metrics);
  const usable = isFraction(error_rate);
  return (
    <>
      <Figure
        term="Requests"
        trend={trend('requests')}
        note={requests === 0 ? 'none in this window' : 'calls that named this identity'}
      >
        {formatCount(requests)}
      </Figure>
      <Figure
        term="Tokens"
        trend={trend('tokens')}
        note={ratios.tokens === undefined ? 'none counted' : `used by these requests, ${ratios.tokens}`}
      >
        {formatCount(total_tokens)}
      </Figure>
      <Figure
        term="Cost"
        trend={trend('cost')}
        note={ratios.cost === undefined ? 'US dollars' : `US dollars, ${ratios.cost}`}
      >
        {formatCostExact(total_cost)}
      </Figure>
      <Figure
        term="Error rate"
        trend={trend('error-rate')}
        note={usable ? (ratios.failed ?? 'no requests to fail') : `reported as ${error_rate}, outside 0 to 1`}
      >
        {usable && requests === 0 ? (
          <NotReported spoken="no requests" />
        ) : (
          <span className="inline-flex flex-wrap items-center gap-2">
            {formatErrorRate(error_rate, requests)}
            {usable ? <RateBadge rate={error_rate} /> : <Badge tone="warning">not a rate</Badge>}
          </span>
        )}
      </Figure>
    </>
  );
}

/** From 5% on a rate is worth a look, from 20% on an outage; the word says it, the colour repeats it. */
function RateBadge({ rate }: { rate: number }) {
  if (rate >= 0.2) return <Badge tone="danger">very high</Badge>;
  return rate >= 0.05 ? <Badge tone="warning">high</Badge> : null;
}

function MissingFigures() {
  return ['Requests', 'Tokens', 'Cost', 'Error rate'].map((term) => (
    <Figure key={term} term={term}>
      <span className="text-base font-normal text-muted">Not reported</span>
    </Figure>
  ));
}

function Figure({
  term,
  note,
  trend,
  children,
}: {
  term: string;
  note?: string;
  trend?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="-mt-px -ml-px border-t border-l border-line px-4 py-3">
      <dt className="text-[0.8125rem] text-muted">{term}</dt>
      <dd className="pt-0.5">
        <span className="block text-lg leading-7 font-semibold tracking-tight tabular-nums sm:text-xl">
          {children}
        </span>{' '}
        {note !== undefined && <span className="block text-xs text-muted tabular-nums">{note}</span>}
        {trend}
      </dd>
    </div>
  );
}
