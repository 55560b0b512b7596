import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { EditForm } from '@/components/identities/form/edit-form';
import { GatewayNote } from '@/components/identities/form/edit-notes';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { failed } from '@/lib/errors/app-error';
import { identityName, titleName } from '@/lib/identity/identity-name';
import { callTarget } from '@/lib/server/call-target';
import { readIdentity } from '@/lib/server/identities';
import { segmentText } from '@/lib/server/path-segment';
import { NoAccess } from '@/components/errors/no-access';
import { pageAccess } from '@/lib/server/page-access';

/** Title and form ask for the same identity; together they cost one call of the API. */
const readOnce = cache(async (segment: string) => {
  const ref = segmentText(segment);
  return ref === undefined ? failed({ kind: 'not-found', message: '' }) : readIdentity(ref);
});

export async function generateMetadata({ params }: PageProps<'/identities/[id]/edit'>): Promise<Metadata> {
  const read = await readOnce((await params).id);
  if (read.ok) return { title: `Edit ${titleName(read.value)}` };
  return { title: read.error.kind === 'not-found' ? 'Identity not found' : 'Edit identity' };
}

/** The edit form. */
export default async function EditIdentityPage({ params }: PageProps<'/identities/[id]/edit'>) {
  const access = await pageAccess('identity.write');
  if (!access.ok) return <NoAccess error={access.error} />;
  const read = await readOnce((await params).id);
  if (!read.ok && read.error.kind === 'not-found') notFound();
  return (
    <div className="mx-auto max-w-[40rem] pt-6">
      <h1 className="mb-2 line-clamp-3 text-xl font-semibold tracking-tight">
        Edit <bdi>{read.ok ? identityName(read.value) : 'identity'}</bdi>
      </h1>
      {read.ok ? (
        <>
          <div className="pb-6">
            <GatewayNote />
          </div>
          <EditForm key={read.value._id} identity={read.value} callTarget={callTarget()} />
        </>
      ) : (
        <ReadFailed error={read.error} />
      )}
    </div>
  );
}
