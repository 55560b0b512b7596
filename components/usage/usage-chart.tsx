import { daysDrawing, metricDrawing } from '@/lib/reporting/chart-drawing';
import type { UsageDay, UsageTotals } from '@/lib/reporting/daily-usage';
import { CHART_METRICS, dayWords } from '@/lib/reporting/usage-words';
import { ChartDrawing } from './chart-drawing';
import { DayReader } from './day-reader';
import { MetricTotal } from './metric-total';
import { TableToggle } from './table-toggle';
import { UsageTable } from './usage-table';

/**
 * The chart, drawn on the server, and its table. Of each part there is one for every metric, of which one is shown.
 *
 * @param period how many days
 * @param today `YYYY-MM-DD`, the last of the days, which is not over
 */
export function UsageChart({
  days,
  totals,
  before,
  period,
  today,
}: {
  days: UsageDay[];
  totals: UsageTotals;
  before: UsageTotals;
  period: number;
  today: string;
}) {
  return (
    <div className="usage-body pt-3">
      {CHART_METRICS.map((metric) => (
        <MetricTotal key={metric} metric={metric} totals={totals} before={before} period={period} />
      ))}
      {/* Another period begins anew: a day that was read is not one of its days. */}
      <DayReader key={period} labels={days.map((day) => dayWords(day, today))}>
        <ChartDrawing
          days={daysDrawing(days, today)}
          metrics={CHART_METRICS.map((metric) => metricDrawing(metric, days, today))}
        />
      </DayReader>
      <TableToggle>
        <UsageTable days={days} totals={totals} today={today} />
      </TableToggle>
    </div>
  );
}
