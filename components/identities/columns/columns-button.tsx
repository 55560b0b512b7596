'use client';

import { Columns3 } from 'lucide-react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { IdentityPage } from '@/lib/identity/identity-record';

/** The way to the choice of columns, which is fetched when the button is meant. */
export function ColumnsButton({ page }: { page: IdentityPage }) {
  const { Part: ColumnsPanel, prepare, request } = useOnIntent(() => import('./columns-panel'));
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      className="button button-ghost button-sm"
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={request}
    >
      <Columns3 aria-hidden="true" className="size-4" />
      Columns
    </button>
  );
  return ColumnsPanel === undefined ? button : <ColumnsPanel page={page} trigger={button} />;
}
