import type { Metadata } from 'next';
import { NoAccess } from '@/components/errors/no-access';
import { ImportPage } from '@/components/identities/import/import-page';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Import identities' };

/** Where a file to import is given. What becomes of it is shown on the page of its job. */
export default async function ImportIdentitiesPage() {
  const access = await pageAccess('identity.write');
  if (!access.ok) return <NoAccess error={access.error} />;
  return <ImportPage />;
}
