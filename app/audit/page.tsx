import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditLog } from '@/components/audit/audit-log';
import { NoAccess } from '@/components/errors/no-access';
import { parseAuditQuery } from '@/lib/audit/log-query';
import { operatorMay } from '@/lib/auth/operator';
import { isTimeZone } from '@/lib/format/times';
import { jobHref } from '@/lib/jobs/address';
import { addressParameters } from '@/lib/server/address-parameters';
import { readAuditOperators, readAuditPage } from '@/lib/server/audit-entries';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Audit log' };

/** The audit log: everybody's entries for editors and admins, one's own for everyone else. */
export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const access = await pageAccess('audit.read-own');
  if (!access.ok) return <NoAccess error={access.error} />;
  const query = parseAuditQuery(addressParameters(await searchParams));
  const zone = (await cookies()).get('tz')?.value;
  const read = readAuditPage(query, isTimeZone(zone) ? zone : 'UTC');
  const operators = await readAuditOperators();
  return (
    <div className="pt-6">
      <div className="flex items-center justify-between gap-4">
        <h1 className="text-xl font-semibold tracking-tight">Audit log</h1>
        <Link href="/jobs" prefetch={false} className="link inline-flex min-h-6 items-center">
          Jobs
        </Link>
      </div>
      <p className="pt-1 pb-4 text-muted">
        {operatorMay(access.value, 'audit.read')
          ? 'Sign-ins, refusals, exports and changes made here, newest first, kept for 400 days.'
          : 'Your own entries: what you did here, newest first, kept for 400 days. Editors and admins see everybody’s.'}
      </p>
      {query.job !== undefined && (
        <p className="pb-4">
          Only what{' '}
          <Link href={jobHref(query.job)} prefetch={false} className="link">
            one job
          </Link>{' '}
          did.
        </p>
      )}
      <AuditFilters query={query} operators={operators.ok ? operators.value : []} />
      <AuditLog read={read} query={query} />
    </div>
  );
}
