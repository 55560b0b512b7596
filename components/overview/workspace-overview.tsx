import { Suspense, type ReactNode } from 'react';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { EmptyState } from '@/components/ui/empty-state';
import type { Outcome } from '@/lib/errors/app-error';
import { formatRankedWindow } from '@/lib/format/ranked-window';
import { formatCount } from '@/lib/format/numbers';
import { isWithoutReports, type NoReports } from '@/lib/reporting/no-reports';
import type { OverviewQuery } from '@/lib/reporting/overview-address';
import { isUsed } from '@/lib/reporting/reported-figures';
import type { Overview } from '@/lib/reporting/ranking-schema';
import { DailyChart } from './daily-chart';
import { Distribution } from './distribution';
import { ErrorRates } from './error-rates';
import { ChangedMost, ErrorsRose } from './movers';
import { NamesLater } from './names-later';
import { NoReportsNotice } from './no-reports-notice';
import { OverviewSkeleton } from './overview-skeleton';
import { TopList } from './top-list';
import { Totals } from './totals';

type Props = {
  read: Promise<Outcome<Overview | NoReports>>;
  query: OverviewQuery;
  /** A region of its own, which is there whatever becomes of the figures. */
  budgets: ReactNode;
};

/** The figures of the workspace, or why there are none. The frame of the page does not wait for them. */
export function WorkspaceOverview(props: Props) {
  return (
    <Suspense key={props.query.days} fallback={<OverviewSkeleton />}>
      <Loaded {...props} />
    </Suspense>
  );
}

async function Loaded({ read, query, budgets }: Props) {
  const overview = await read;
  if (!overview.ok)
    return (
      <>
        <ReadFailed error={overview.error} />
        {budgets}
      </>
    );
  if (isWithoutReports(overview.value))
    return (
      <div className="grid gap-4">
        <NoReportsNotice reason={overview.value.no_reports} />
        {budgets}
      </div>
    );
  const { days } = query;
  const { totals, totals_before: before } = overview.value;
  if (!isUsed(totals) && !isUsed(before))
    return (
      <EmptyState
        title="No use yet"
        text={`Nobody made a request in these ${days} days or in the ${days} days before. Once somebody does, what it cost and who it was is shown here.`}
      />
    );
  return <Regions overview={overview.value} query={query} budgets={budgets} />;
}

function Regions({ overview, query, budgets }: Pick<Props, 'query' | 'budgets'> & { overview: Overview }) {
  const { days } = query;
  const { window, among, top, errors_rose: rose } = overview;
  const words = formatRankedWindow(window);
  const isSomebodyUnseen = [...Object.values(top), rose].flat().some(({ unseen }) => unseen);
  return (
    <>
      <p className="pb-3 text-xs text-muted">
        {isSomebodyUnseen && <NamesLater asOf={window.as_of} />}
        <time dateTime={window.as_of}>{words.charAt(0).toUpperCase() + words.slice(1)}</time>
        {among !== undefined && ` · lists among the ${formatCount(among)} largest`}
      </p>
      <div className="grid gap-4">
        <Totals overview={overview} days={days} />
        <DailyChart overview={overview} query={query} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Distribution overview={overview} />
          {budgets}
          <TopList by="cost" overview={overview} days={days} />
          <TopList by="tokens" overview={overview} days={days} />
          <TopList by="requests" overview={overview} days={days} />
          <ErrorRates rows={top['error-rate']} days={days} />
          <ChangedMost rows={top.change} days={days} />
          <ErrorsRose rows={rose} days={days} />
        </div>
      </div>
    </>
  );
}
