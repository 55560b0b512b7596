import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { IdentityHistory } from '@/components/audit/identity-history';
import { BudgetPanel } from '@/components/budgets/budget-panel';
import { Breadcrumb } from '@/components/identities/detail/breadcrumb';
import { IdentityHeader } from '@/components/identities/detail/identity-header';
import { MetadataPanel } from '@/components/identities/detail/metadata-panel';
import { NeighbourLinks } from '@/components/identities/detail/neighbour-links';
import { PageVisit } from '@/components/identities/detail/page-visit';
import { Profile } from '@/components/identities/detail/profile';
import { UsageCards } from '@/components/identities/detail/usage-cards';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { DailyUsage } from '@/components/usage/daily-usage';
import { Standing } from '@/components/usage/standing';
import { failed, type Outcome } from '@/lib/errors/app-error';
import { identityName, titleName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { operatorMay } from '@/lib/auth/operator';
import { readIdentityHistory } from '@/lib/server/audit-entries';
import { parseUsageQuery } from '@/lib/reporting/usage-address';
import { addressParameters } from '@/lib/server/address-parameters';
import { readDailyUsage, readStanding, reportingZones } from '@/lib/server/daily-usage';
import { readBudget } from '@/lib/server/budgets';
import { callTarget } from '@/lib/server/call-target';
import { readSameEmail } from '@/lib/server/duplicates';
import { readIdentity } from '@/lib/server/identities';
import { segmentText } from '@/lib/server/path-segment';
import { NoAccess } from '@/components/errors/no-access';
import { pageAccess } from '@/lib/server/page-access';
import { presentTime } from '@/lib/server/present-time';

type Read = { read: Outcome<IdentityRecord>; readAt: string };

/** Title and page ask for the same identity; together they cost one call of the API. */
const readOnce = cache(async (segment: string): Promise<Read> => {
  const ref = segmentText(segment);
  const read: Outcome<IdentityRecord> =
    ref === undefined
      ? failed({ kind: 'not-found', message: '' })
      : await readIdentity(ref, { figures: true });
  return { read, readAt: new Date().toISOString() };
});

export async function generateMetadata({ params }: PageProps<'/identities/[id]'>): Promise<Metadata> {
  const { read } = await readOnce((await params).id);
  if (read.ok) return { title: titleName(read.value) };
  return { title: read.error.kind === 'not-found' ? 'Identity not found' : 'Identity' };
}

/** One identity. There is no `loading.tsx` beside it: a page that streams has answered 200 before it can say 404. */
export default async function IdentityPage({ params, searchParams }: PageProps<'/identities/[id]'>) {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  const { read, readAt } = await readOnce((await params).id);
  if (!read.ok && read.error.kind === 'not-found') notFound();
  if (!read.ok)
    return (
      <Frame name="Identity">
        <h1 className="pt-3 pb-4 text-xl font-semibold tracking-tight">Identity</h1>
        <ReadFailed error={read.error} />
      </Frame>
    );

  const { metadata_text, workspace_id: _workspace, ...row } = read.value;
  const name = identityName(row);
  const query = parseUsageQuery(addressParameters(await searchParams));
  const zones = await reportingZones(query);
  const daily = readDailyUsage(row.external_id, { days: query.days, timeZone: zones.shown });
  return (
    <Frame name={name} id={row._id}>
      {/* Another identity starts anew: nothing opened or typed on one page is carried to the next. */}
      <div key={row._id}>
        <PageVisit id={row._id} name={name} readAt={readAt} />
        <IdentityHeader identity={row} name={name} callTarget={callTarget()} />
        <UsageCards metrics={row.metrics} readAt={readAt} daily={daily} />
        <DailyUsage id={segmentText((await params).id) ?? row._id} query={query} read={daily} zones={zones} />
        <Standing read={readStanding(row._id)} />
        <div className="grid items-start gap-x-6 gap-y-8 pt-8 lg:grid-cols-2">
          <Profile identity={read.value} row={row} sameEmail={readSameEmail(row)} />
          <div className="grid min-w-0 gap-y-8">
            <BudgetPanel read={readBudget(row.external_id)} identity={row} now={presentTime()} />
            <MetadataPanel text={metadata_text} />
          </div>
        </div>
        <IdentityHistory
          read={readIdentityHistory(row._id)}
          identity={row._id}
          ownOnly={!operatorMay(access.value, 'audit.read')}
        />
      </div>
    </Frame>
  );
}

function Frame({ id, name, children }: { id?: string; name: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[76rem] pt-4">
      <div className="flex min-h-7 items-center justify-between gap-4">
        <Breadcrumb name={name} id={id} />
        {id !== undefined && <NeighbourLinks key={id} id={id} />}
      </div>
      {children}
    </div>
  );
}
