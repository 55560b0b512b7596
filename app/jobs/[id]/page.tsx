import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { JobPage } from '@/components/jobs/job-page';
import { jobTitle } from '@/components/jobs/job-words';
import { NoAccess } from '@/components/errors/no-access';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { readJob } from '@/lib/server/jobs/read-jobs';
import { pageAccess } from '@/lib/server/page-access';
import { segmentText } from '@/lib/server/path-segment';

/** Title and page ask for the same job. */
const readOnce = cache((segment: string) => readJob(segmentText(segment) ?? ''));

export async function generateMetadata({ params }: PageProps<'/jobs/[id]'>): Promise<Metadata> {
  const read = await readOnce((await params).id);
  return { title: read.ok ? jobTitle(read.value) : 'Job' };
}

/** One job: one's own or, for editors and admins, anybody's. */
export default async function OneJobPage({ params }: PageProps<'/jobs/[id]'>) {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  const { id } = await params;
  const read = await readOnce(id);
  if (!read.ok && read.error.kind === 'not-found') notFound();
  return (
    <div className="pt-5">
      <nav aria-label="Breadcrumb">
        <Link
          href="/jobs"
          prefetch={false}
          className="link inline-flex min-h-6 items-center text-[0.8125rem]"
        >
          Jobs
        </Link>
      </nav>
      {read.ok ? (
        <JobPage key={read.value.id} first={read.value} />
      ) : (
        <>
          <h1 className="pt-3 pb-4 text-xl font-semibold tracking-tight">Job</h1>
          <ReadFailed error={read.error} />
        </>
      )}
    </div>
  );
}
