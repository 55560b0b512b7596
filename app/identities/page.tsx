import type { Metadata } from 'next';
import { IdentityList } from '@/components/identities/list/identity-list';
import { parseListQuery } from '@/lib/identity/list-query';
import { readListPage } from '@/lib/server/list-page';
import { addressParameters } from '@/lib/server/address-parameters';
import { NoAccess } from '@/components/errors/no-access';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Identities' };

/** The list. The read starts here and streams in behind the frame of the page: one call of the API. */
export default async function IdentitiesPage({ searchParams }: PageProps<'/identities'>) {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  const query = parseListQuery(addressParameters(await searchParams));
  return <IdentityList first={readListPage(query)} firstQuery={query} />;
}
