import { formatCostExact, formatCount, formatFailedRequests, isFraction } from '@/lib/format/numbers';
import type { IdentityMetrics } from '@/lib/identity/schema';

/** What the four totals come to per request, in words; `undefined` where there is nothing to divide by. */
export type UsageRatios = {
  tokens: string | undefined;
  cost: string | undefined;
  failed: string | undefined;
};

/** Tokens per request and cost per 1,000 requests tell whether totals are usual; totals alone only tell size. */
export function usageRatios({
  total_requests,
  total_tokens,
  total_cost,
  error_rate,
}: IdentityMetrics): UsageRatios {
  if (!(total_requests > 0)) return { tokens: undefined, cost: undefined, failed: undefined };
  const perRequest = total_tokens / total_requests;
  const perThousand = (total_cost / total_requests) * 1000;
  return {
    tokens: `about ${formatCount(perRequest < 10 ? Math.round(perRequest * 10) / 10 : Math.round(perRequest))} each`,
    cost: `${formatCostExact(perThousand)} per 1,000 requests`,
    failed: isFraction(error_rate) ? `${formatFailedRequests(error_rate, total_requests)} failed` : undefined,
  };
}
