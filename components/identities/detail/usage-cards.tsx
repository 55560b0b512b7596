import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { formatCostExact, formatCount, formatErrorRate, isFraction } from '@/lib/format/numbers';
import type { IdentityMetrics } from '@/lib/identity/schema';
import { NotReported } from '../figures';
import { usageRatios } from './usage-ratios';
import { UsageWindow } from './usage-window';

/**
 * The four figures, exact, with what they come to per request. Not reported is said in words and never drawn as 0.
 *
 * @param readAt ISO 8601 time of the answer: the end of the window
 */
export function UsageCards({ metrics, readAt }: { metrics: IdentityMetrics | undefined; readAt: string }) {
  return (
    <section aria-labelledby="usage-heading">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 pb-2">
        <h2 id="usage-heading" className="font-semibold">
          Usage, last 30 days
        </h2>
        <UsageWindow end={readAt} />
      </div>
      <dl className="panel grid grid-cols-2 overflow-hidden lg:grid-cols-4">
        {metrics === undefined ? <MissingFigures /> : <Figures metrics={metrics} />}
      </dl>
      {metrics === undefined && (
        <p className="pt-2 text-[0.8125rem] text-muted">
          The service sent no figures for this identity. That does not mean it was not used.
        </p>
      )}
    </section>
  );
}

function Figures({ metrics }: { metrics: IdentityMetrics }) {
  const { total_requests: requests, total_tokens, total_cost, error_rate } = metrics;
  const ratios = usageRatios(metrics);
  const usable = isFraction(error_rate);
  return (
    <>
      <Figure
        term="Requests"
        note={requests === 0 ? 'none in this window' : 'calls that named this identity'}
      >
        {formatCount(requests)}
      </Figure>
      <Figure
        term="Tokens"
        note={ratios.tokens === undefined ? 'none counted' : `used by these requests, ${ratios.tokens}`}
      >
        {formatCount(total_tokens)}
      </Figure>
      <Figure term="Cost" note={ratios.cost === undefined ? 'US dollars' : `US dollars, ${ratios.cost}`}>
        {formatCostExact(total_cost)}
      </Figure>
      <Figure
        term="Error rate"
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

function Figure({ term, note, children }: { term: string; note?: string; children: ReactNode }) {
  return (
    <div className="-mt-px -ml-px border-t border-l border-line px-4 py-3">
      <dt className="text-[0.8125rem] text-muted">{term}</dt>
      <dd className="pt-0.5">
        <span className="block text-lg leading-7 font-semibold tracking-tight tabular-nums sm:text-xl">
          {children}
        </span>{' '}
        {note !== undefined && <span className="block text-xs text-muted tabular-nums">{note}</span>}
      </dd>
    </div>
  );
}
