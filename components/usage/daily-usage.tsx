import Link from 'next/link';
import { Suspense } from 'react';
import type { Outcome } from '@/lib/errors/app-error';
import { formatDaysWindow } from '@/lib/format/times';
import type { UsageDay, UsageTotals } from '@/lib/reporting/daily-usage';
import { PERIODS } from '@/lib/reporting/period';
import { usageHref, type UsageQuery } from '@/lib/reporting/usage-address';
import { CHART_METRICS, METRIC_NAMES } from '@/lib/reporting/usage-words';
import { UsageChart } from './usage-chart';
import { UsageMissing } from './usage-missing';

export type UsageRead = Outcome<{ days: UsageDay[]; totals: UsageTotals; before: UsageTotals }>;

/**
 * What an identity used, day by day: its own boundary, so that the page neither waits for a report nor fails with it.
 * Which figure is shown is a matter of style sheets: all are in the page, and the choice works before scripts do.
 *
 * @param id of the page's own address
 * @param read already started, beside the rest of the page
 * @param zones whose days are shown and can be; `own` when the browser has told its zone; `today` is `YYYY-MM-DD`
 */
export function DailyUsage({
  id,
  query,
  read,
  zones,
}: {
  id: string;
  query: UsageQuery;
  read: Promise<UsageRead>;
  zones: { shown: string; workspace: string; own: string | undefined; today: string };
}) {
  const { shown, today } = zones;
  const window = formatDaysWindow(query.days, today, shown);
  return (
    <section aria-labelledby="daily-usage-heading" className="daily-usage pt-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 pb-2">
        <h2 id="daily-usage-heading" className="font-semibold">
          Daily usage
        </h2>
        <p className="text-xs text-muted">
          {window.charAt(0).toUpperCase() + window.slice(1)}
          <ZoneChoice id={id} query={query} zones={zones} />
        </p>
      </div>
      <div className="panel px-4 py-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <fieldset className="segments">
            <legend className="sr-only">Figure</legend>
            {CHART_METRICS.map((metric, at) => (
              <label key={metric} className="segment">
                <input
                  type="radio"
                  name="usage-metric"
                  data-command={`Figure: ${METRIC_NAMES[metric]}`}
                  value={metric}
                  defaultChecked={at === 0}
                  className="sr-only"
                />
                {METRIC_NAMES[metric]}
              </label>
            ))}
          </fieldset>
          <nav aria-label="Period of daily usage" className="segments">
            {PERIODS.map((days) => (
              <Link
                key={days}
                href={usageHref(id, { ...query, days })}
                aria-current={days === query.days ? 'true' : undefined}
                data-command={`Period: ${days} days`}
                prefetch={false}
                scroll={false}
                className="segment"
              >
                {days} days
              </Link>
            ))}
          </nav>
        </div>
        <Suspense fallback={<UsageSkeleton />}>
          <Loaded read={read} days={query.days} today={today} />
        </Suspense>
      </div>
    </section>
  );
}

async function Loaded({ read, days, today }: { read: Promise<UsageRead>; days: number; today: string }) {
  const usage = await read;
  if (!usage.ok) return <UsageMissing error={usage.error} />;
  return <UsageChart {...usage.value} period={days} today={today} />;
}

/** The way to the days of the other zone, where it is another one. */
function ZoneChoice({
  id,
  query,
  zones,
}: {
  id: string;
  query: UsageQuery;
  zones: { workspace: string; own: string | undefined };
}) {
  if (zones.own === zones.workspace && !query.ownZone) return null;
  return (
    <>
      {' · '}
      <Link
        href={usageHref(id, { ...query, ownZone: !query.ownZone })}
        prefetch={false}
        scroll={false}
        className="link whitespace-nowrap"
      >
        {query.ownZone ? 'Use the workspace’s time zone' : 'Use my time zone'}
      </Link>
    </>
  );
}

/** The chart's place while it is read, as high as the chart. */
function UsageSkeleton() {
  return (
    <div role="status" aria-label="Loading daily usage" className="usage-body skeleton-late">
      <div className="skeleton mt-4 h-8 w-36" />
      <div className="skeleton mt-12 h-44" />
    </div>
  );
}
