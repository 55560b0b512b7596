import type { UsageDay, UsageTotals } from '@/lib/reporting/daily-usage';
import { CHART_METRICS, dayWords } from '@/lib/reporting/usage-words';
import { DayAxis } from './day-axis';
import { DayReader } from './day-reader';
import { MetricTotal } from './metric-total';
import { TableToggle } from './table-toggle';
import { UsageAxis, UsagePlot } from './usage-plot';
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
      <DayReader labels={days.map((day) => dayWords(day, today))}>
        <div className="usage-axis">
          {CHART_METRICS.map((metric) => (
            <UsageAxis key={metric} metric={metric} days={days} />
          ))}
        </div>
        <div className="usage-plots">
          {CHART_METRICS.map((metric) => (
            <UsagePlot key={metric} metric={metric} days={days} today={today} />
          ))}
          <DayAxis days={days} today={today} />
        </div>
      </DayReader>
      <TableToggle>
        <UsageTable days={days} totals={totals} today={today} />
      </TableToggle>
    </div>
  );
}
