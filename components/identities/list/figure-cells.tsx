import type { ReactNode } from 'react';
import type { IdentityMetrics } from '@/lib/identity/schema';
import { CostFigure, CountFigure, ErrorRateFigure } from '../figures';

/** The figures of a row, in the period of its page. */
export type RowFigures = {
  metrics: IdentityMetrics | undefined;
  /** Failed requests, where they are known and not only their rate. */
  failed?: number;
  /** What stands under the cost. */
  change?: ReactNode;
};

/** What a figure's column shows of a row; undefined for columns that are no figures. */
export function figureOf(column: string, { metrics, failed, change }: RowFigures): ReactNode {
  switch (column) {
    case 'requests':
      return <CountFigure value={metrics?.total_requests} />;
    case 'cost':
      return (
        <>
          <CostFigure value={metrics?.total_cost} />
          {change}
        </>
      );
    case 'tokens':
      return <CountFigure value={metrics?.total_tokens} />;
    case 'error-rate':
      return <ErrorRateFigure metrics={metrics} {...(failed !== undefined && { failed })} />;
    default:
      return undefined;
  }
}
