import { Suspense } from 'react';
import type { Outcome } from '@/lib/errors/app-error';
import type { UsageDay } from '@/lib/reporting/daily-usage';
import { NoTrend, TrendLine, type TrendMetric } from './trend-line';

type Read = Promise<Outcome<{ trend: UsageDay[] }>>;

/** The trend line of a figure, once it is there; its place is empty before, and stays so when it cannot be had. */
export function Trend({ metric, read }: { metric: TrendMetric; read: Read }) {
  return (
    <Suspense fallback={<NoTrend />}>
      <Loaded metric={metric} read={read} />
    </Suspense>
  );
}

async function Loaded({ metric, read }: { metric: TrendMetric; read: Read }) {
  const usage = await read;
  if (!usage.ok) return <NoTrend />;
  // Without today, which is not over and would end every line with a fall.
  return <TrendLine metric={metric} days={usage.value.trend.slice(0, -1)} />;
}
