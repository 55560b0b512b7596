import type { Metadata } from 'next';
import { NoAccess } from '@/components/errors/no-access';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Operators' };

export default async function OperatorsPage() {
  const access = await pageAccess('operator.manage');
  if (!access.ok) return <NoAccess error={access.error} />;
  return (
    <div className="mx-auto max-w-[48rem] pt-6">
      <h1 className="text-xl font-semibold tracking-tight">Operators</h1>
    </div>
  );
}
