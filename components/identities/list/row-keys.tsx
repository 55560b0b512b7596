'use client';

import { useRouter } from 'next/navigation';
import { usePermission } from '@/components/shell/operator';
import { useShortcut } from '@/components/shell/shortcuts';
import { sayNotLoaded } from '@/components/ui/use-on-intent';
import type * as RowCursor from './row-cursor';

/** What the keys do is fetched with the first of them: the list ships their names only. */
const cursor = (act: (cursor: typeof RowCursor) => void) =>
  void import('./row-cursor').then(act, sayNotLoaded);

/** The single keys of a table of identities. Enter needs none: the row's link has the focus. */
export function RowKeys() {
  useShortcut('j', 'Next row', () => cursor(({ moveRow }) => moveRow(1)), true);
  useShortcut('k', 'Previous row', () => cursor(({ moveRow }) => moveRow(-1)), true);
  useShortcut('x', 'Select the row', () => cursor(({ selectRow }) => selectRow()));
  useShortcut('X', 'Select all rows since the last', () => cursor(({ selectRange }) => selectRange()));
  return usePermission('identity.write').may ? <EditKey /> : null;
}

function EditKey() {
  const router = useRouter();
  useShortcut('e', 'Edit the row', () => cursor(({ editRow }) => editRow(router.push)));
  return null;
}
