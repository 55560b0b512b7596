import { formatCostExact, formatCount, formatErrorRate, formatFailedRequests, isFraction, NOT_REPORTED } from '@/lib/format/numbers';
import type { IdentityMetrics } from '@/lib/identity/schema';
import { UsageWindow } from './usage-window';

type Card = { term: string; value: string; absent?: boolean; means: string; ratio?: string | undefined };

/** The four figures, each with what it means and what it comes to per request. Missing is never zero. */
export function UsageCards({ metrics, readAt }: { metrics: IdentityMetrics | undefined; readAt: string }) {
  return (
    <section aria-label="Usage, last 30 days" className="pb-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-2">
        <h2 className="font-medium">Usage</h2>
        <p className="text-xs text-muted">
          <UsageWindow end={readAt} />
        </p>
      </div>
      <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 xl:grid-cols-4">
        {cards(metrics).map(({ term, value, absent = false, means, ratio }) => (
          <div key={term} className="flex flex-col bg-surface p-4">
            <dt className="text-[0.8125rem] text-muted">{term}</dt>
            <dd className={absent ? 'pt-1 text-base text-muted' : 'pt-1 text-2xl font-semibold tracking-tight tabular-nums'}>{value}</dd>
            <dd className="pt-1 text-xs text-muted tabular-nums">{ratio ?? means}</dd>
          </div>
        ))}
      </dl>
      {metrics === undefined && <p className="pt-2 text-xs text-muted">The service reported no figures for this identity. That is not the same as no use.</p>}
    </section>
  );
}

const MEANS = {
  Requests: 'Calls attributed to this identity',
  Tokens: 'Sent and received, all models',
  Cost: 'US dollars, all models',
  'Error rate': 'Share of requests that failed',
} as const;

function cards(metrics: IdentityMetrics | undefined): Card[] {
  if (metrics === undefined)
    return Object.entries(MEANS).map(([term, means]) => ({ term, value: 'Not reported', absent: true, means }));
  const { total_requests: requests, total_tokens: tokens, total_cost: cost, error_rate: rate } = metrics;
  const used = requests > 0;
  return [
    { term: 'Requests', value: formatCount(requests), means: used ? MEANS.Requests : 'No requests in this time' },
    {
      term: 'Tokens',
      value: formatCount(tokens),
      means: MEANS.Tokens,
      ratio: used ? `${formatCount(Math.round(tokens / requests))} per request` : undefined,
    },
    {
      term: 'Cost',
      value: formatCostExact(cost),
      means: MEANS.Cost,
      ratio: used ? `${formatCostExact((cost / requests) * 1_000)} per 1,000 requests` : undefined,
    },
    errorCard(rate, requests),
  ];
}

function errorCard(rate: number, requests: number): Card {
  const term = 'Error rate';
  if (!isFraction(rate)) return { term, value: formatErrorRate(rate, requests), means: `Reported as ${rate}, which is no share from 0 to 1` };
  const value = formatErrorRate(rate, requests);
  if (value === NOT_REPORTED) return { term, value: 'No requests', absent: true, means: MEANS['Error rate'] };
  return { term, value, means: MEANS['Error rate'], ratio: formatFailedRequests(rate, requests) };
}
