import Link from 'next/link';
import { ChartDrawing } from '@/components/usage/chart-drawing';
import { DayReader } from '@/components/usage/day-reader';
import { TableToggle } from '@/components/usage/table-toggle';
import { UsageTable } from '@/components/usage/usage-table';
import { daysDrawing, metricDrawing } from '@/lib/reporting/chart-drawing';
import { totalsOf } from '@/lib/reporting/daily-usage';
import { overviewHref, type OverviewQuery } from '@/lib/reporting/overview-address';
import type { Overview } from '@/lib/reporting/ranking-schema';
import { CHART_METRICS, dayWords, figureText, METRIC_NAMES } from '@/lib/reporting/usage-words';

/** The workspace day by day: one figure as a chart, all of them in its table, whose sums are the totals above. */
export function DailyChart({ overview: { days }, query }: { overview: Overview; query: OverviewQuery }) {
  const today = days.at(-1)?.date ?? '';
  const totals = totalsOf(days);
  const { metric } = query;
  return (
    <section aria-labelledby="by-day" className="panel px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="by-day" className="font-semibold">
          {METRIC_NAMES[metric]} by day
          <span className="font-normal text-muted tabular-nums">
            {' '}
            · {figureText(metric, totals[metric].sum)} in all
          </span>
        </h2>
        <nav aria-label="Figure of the chart" className="segments">
          {CHART_METRICS.map((choice) => (
            <Link
              key={choice}
              href={overviewHref({ ...query, metric: choice })}
              aria-current={choice === metric ? 'true' : undefined}
              data-command={`Figure: ${METRIC_NAMES[choice]}`}
              prefetch={false}
              scroll={false}
              className="segment"
            >
              {METRIC_NAMES[choice]}
            </Link>
          ))}
        </nav>
      </div>
      <DayReader labels={days.map((day) => dayWords(day, today))}>
        <ChartDrawing days={daysDrawing(days, today)} metrics={[metricDrawing(metric, days, today)]} />
      </DayReader>
      <TableToggle>
        <UsageTable days={days} totals={totals} today={today} />
      </TableToggle>
    </section>
  );
}
