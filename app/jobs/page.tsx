import type { Metadata } from 'next';
import { JobsList } from '@/components/jobs/jobs-list';
import { ImportLink } from '@/components/identities/import/import-link';
import { NoAccess } from '@/components/errors/no-access';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { operatorMay } from '@/lib/auth/operator';
import { readJobs } from '@/lib/server/jobs/read-jobs';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Jobs' };

/** Changes to many identities at once: everybody's for editors and admins, one's own for everyone else. */
export default async function JobsPage() {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  const read = await readJobs();
  return (
    <div className="pt-6">
      <div className="flex items-center justify-between gap-4">
        <h1 className="text-xl font-semibold tracking-tight">Jobs</h1>
        <ImportLink className="button button-secondary" />
      </div>
      <p className="max-w-prose text-pretty pt-1 pb-4 text-muted">
        {operatorMay(access.value, 'audit.read')
          ? 'Changes to many identities at once, newest first. They go on when their page is closed.'
          : 'Your own changes to many identities at once, newest first. Editors and admins see everybody’s.'}
      </p>
      {read.ok ? <JobsList first={read.value} /> : <ReadFailed error={read.error} />}
    </div>
  );
}
