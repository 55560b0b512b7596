'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { usePermission } from '@/components/shell/operator';
import { registerShortcut } from '@/components/shell/shortcuts';
import { sayNotLoaded } from '@/components/ui/use-on-intent';

/**
 * The single keys of a table of identities. What they do is fetched with the first of them, and what they are called
 * with the help: the list ships neither. Enter needs none: the row's link has the focus.
 */
export function RowKeys() {
  const { push } = useRouter();
  const { may } = usePermission('identity.write');
  useEffect(() => {
    const leave = [...(may ? 'jkxXe' : 'jkxX')].map((keys) =>
      registerShortcut({
        keys,
        run: () => void import('./row-cursor').then(({ pressKey }) => pressKey(keys, push), sayNotLoaded),
      }),
    );
    return () => leave.forEach((undo) => undo());
  }, [push, may]);
  return null;
}
