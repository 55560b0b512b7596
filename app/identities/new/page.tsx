import type { Metadata } from 'next';
import { CreateForm } from '@/components/identities/form/create-form';
import { externalId } from '@/lib/identity/schema';
import { NoAccess } from '@/components/errors/no-access';
import { callTarget } from '@/lib/server/call-target';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'New identity' };

/** The create form. `?external_id=` fills in the key, when it is one that could be created. */
export default async function NewIdentityPage({ searchParams }: PageProps<'/identities/new'>) {
  const access = await pageAccess('identity.write');
  if (!access.ok) return <NoAccess error={access.error} />;
  const prefilled = externalId.safeParse((await searchParams).external_id);
  return (
    <div className="mx-auto max-w-[40rem] pt-6">
      <h1 className="text-xl font-semibold tracking-tight">New identity</h1>
      <p className="pt-1 pb-6 text-muted">
        The gateway also creates identities by itself, from the first request that names a new external ID.
      </p>
      <CreateForm externalId={prefilled.success ? prefilled.data.trim() : ''} callTarget={callTarget()} />
    </div>
  );
}
