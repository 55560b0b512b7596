import type { Metadata } from 'next';
import Link from 'next/link';
import { NoAccess } from '@/components/errors/no-access';
import { BudgetsNearLimit } from '@/components/overview/budgets-near-limit';
import { WorkspaceOverview } from '@/components/overview/workspace-overview';
import { overviewHref, parseOverviewQuery } from '@/lib/reporting/overview-address';
import { PERIODS } from '@/lib/reporting/period';
import { addressParameters } from '@/lib/server/address-parameters';
import { readBudgetsNearLimit } from '@/lib/server/budgets';
import { pageAccess } from '@/lib/server/page-access';
import { readOverview } from '@/lib/server/rankings';

export const metadata: Metadata = { title: 'Overview' };

/** What the workspace used and who used it, and whose budget ends. Both stream in behind the frame of the page. */
export default async function OverviewPage({ searchParams }: PageProps<'/overview'>) {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  const query = parseOverviewQuery(addressParameters(await searchParams));
  return (
    <div className="mx-auto max-w-[76rem] pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-1">
        <h1 className="text-xl font-semibold tracking-tight">Overview</h1>
        <nav aria-label="Period" className="segments">
          {PERIODS.map((days) => (
            <Link
              key={days}
              href={overviewHref({ ...query, days })}
              aria-current={days === query.days ? 'true' : undefined}
              data-command={`Period: ${days} days`}
              prefetch={false}
              className="segment"
            >
              {days} days
            </Link>
          ))}
        </nav>
      </div>
      <WorkspaceOverview
        read={readOverview(query.days)}
        query={query}
        budgets={<BudgetsNearLimit read={readBudgetsNearLimit()} />}
      />
    </div>
  );
}
