'use client';

import Link from 'next/link';
import { usePermission } from '@/components/shell/operator';

/** The way to import a file, for those whose role allows it; absent for others. */
export function ImportLink({ className }: { className: string }) {
  if (!usePermission('identity.write').may) return null;
  return (
    <Link href="/identities/import" prefetch={false} data-command="Import…" className={className}>
      Import
    </Link>
  );
}
