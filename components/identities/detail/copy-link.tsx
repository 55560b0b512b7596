'use client';

import { useSyncExternalStore } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { identityHref } from '@/lib/identity/list-address';

const never = () => () => {};

/** Copies the address of this identity's page, by `_id`: external ids may need care on their way through a chat. */
export function CopyLink({ id }: { id: string }) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  return <CopyButton what="link" value={`${origin}${identityHref(id)}`} text />;
}
