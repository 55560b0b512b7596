'use client';

import type { ReactNode } from 'react';
import { usePermission } from '@/components/shell/operator';
import { IntentLink } from './intent-link';

/** The way to the create form, for those whose role allows it; absent for others. */
export function NewIdentityLink({ className, children }: { className: string; children: ReactNode }) {
  if (!usePermission('identity.write').may) return null;
  return (
    <IntentLink href="/identities/new" data-tip="New identity" data-keys="c" className={className}>
      {children}
    </IntentLink>
  );
}
