'use client';

import {
  formatCost,
  formatCostExact,
  formatCount,
  formatCountCompact,
  formatErrorRate,
  formatFailed,
  formatFailedRequests,
  isFraction,
  NOT_REPORTED,
  NOT_REPORTED_SPOKEN,
} from '@/lib/format/numbers';
import type { IdentityMetrics } from '@/lib/identity/schema';

/** The figures of an identity in one wording for tables, cards and menus. Missing is never zero. */

/** What stands where a figure was not reported. */
export function NotReported({ spoken = NOT_REPORTED_SPOKEN }: { spoken?: string }) {
  return (
    <span data-tip={spoken}>
      <span aria-hidden="true">{NOT_REPORTED}</span>
      <span className="sr-only">{spoken}</span>
    </span>
  );
}

/** Requests or tokens in a table: compact above 99,999, exact on hover. */
export function CountFigure({ value }: { value: number | undefined }) {
  if (value === undefined) return <NotReported />;
  const short = formatCountCompact(value);
  const exact = formatCount(value);
  return short === exact ? exact : <Exact short={short} exact={exact} />;
}

/** Cost in a table: below one cent exact on hover. */
export function CostFigure({ value }: { value: number | undefined }) {
  if (value === undefined) return <NotReported />;
  const short = formatCost(value);
  const exact = formatCostExact(value);
  return short === exact ? exact : <Exact short={short} exact={exact} />;
}

/**
 * Error rate in a table: what it is a part of on hover; none without requests; marked outside 0 to 1.
 *
 * @param failed failed requests, where they are known and not only their rate
 */
export function ErrorRateFigure({
  metrics,
  failed,
}: {
  metrics: IdentityMetrics | undefined;
  failed?: number;
}) {
  if (metrics === undefined) return <NotReported />;
  const { error_rate: rate, total_requests: requests } = metrics;
  if (!isFraction(rate))
    return (
      <Exact
        short={`${formatErrorRate(rate, requests)} !`}
        exact={`reported as ${rate}, which is no fraction from 0 to 1`}
      />
    );
  if (requests === 0) return <NotReported spoken="no requests" />;
  return (
    <Exact
      short={formatErrorRate(rate, requests)}
      exact={failed === undefined ? formatFailedRequests(rate, requests) : formatFailed(failed, requests)}
    />
  );
}

function Exact({ short, exact }: { short: string; exact: string }) {
  return (
    <span data-tip={exact}>
      {short}
      <span className="sr-only"> ({exact})</span>
    </span>
  );
}
