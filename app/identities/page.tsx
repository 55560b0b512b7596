import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { IdentityList } from '@/components/identities/list/identity-list';
import { parseListQuery } from '@/lib/identity/list-query';
import { readListPage } from '@/lib/server/list-page';
import { addressParameters } from '@/lib/server/address-parameters';
import { NoAccess } from '@/components/errors/no-access';
import { readListOpening } from '@/lib/server/views';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Identities' };

/**
 * The list, opened by a view where the address names one or the operator has one for an address that says nothing.
 * The read starts here and streams in behind the frame of the page: one call of the API.
 */
export default async function IdentitiesPage({ searchParams }: PageProps<'/identities'>) {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  const parameters = addressParameters(await searchParams);
  const opening = await readListOpening(parameters);
  if (!opening.ok) return <NoAccess error={opening.error} />;
  const { goTo, name, hasDefault } = opening.value;
  if (goTo !== undefined) redirect(`/identities${goTo}`);
  const query = parseListQuery(parameters);
  return (
    <IdentityList
      first={readListPage(query)}
      firstQuery={query}
      viewName={name}
      hasDefaultView={hasDefault}
    />
  );
}
