import type { Metadata } from 'next';
import { NoAccess } from '@/components/errors/no-access';
import { PastePage } from '@/components/identities/paste/paste-page';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Look up many' };

/** Looks up many pasted ids, external ids and emails. The values are the browser's: no address holds so many. */
export default async function PasteIdentitiesPage() {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  return <PastePage />;
}
