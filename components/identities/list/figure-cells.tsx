import type { ReactNode } from 'react';
import type { IdentityMetrics } from '@/lib/identity/schema';
import { CostFigure, CountFigure, ErrorRateFigure } from '../figures';

/**
 * The four figures of a row.
 *
 * @param failed failed requests, where they are known and not only their rate
 * @param change what stands under the cost
 */
export function FigureCells({
  metrics,
  failed,
  change,
}: {
  metrics: IdentityMetrics | undefined;
  failed?: number;
  change?: ReactNode;
}) {
  return (
    <>
      <td role="cell" data-cell="requests" className="figure">
        <CountFigure value={metrics?.total_requests} />
      </td>
      <td role="cell" data-cell="cost" className="figure">
        <CostFigure value={metrics?.total_cost} />
        {change}
      </td>
      <td role="cell" data-cell="tokens" className="figure">
        <CountFigure value={metrics?.total_tokens} />
      </td>
      <td role="cell" data-cell="error-rate" className="figure">
        <ErrorRateFigure metrics={metrics} {...(failed !== undefined && { failed })} />
      </td>
    </>
  );
}
