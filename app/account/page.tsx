import type { Metadata } from 'next';
import { NoAccess } from '@/components/errors/no-access';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const access = await pageAccess('account');
  if (!access.ok) return <NoAccess error={access.error} />;
  return (
    <div className="mx-auto max-w-[48rem] pt-6">
      <h1 className="text-xl font-semibold tracking-tight">Your account</h1>
    </div>
  );
}
