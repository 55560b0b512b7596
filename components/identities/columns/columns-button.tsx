'use client';

import { useOnIntent } from '@/components/ui/use-on-intent';
import type { IdentityPage } from '@/lib/identity/identity-record';

/** The way to the choice of columns, which is fetched when the button is meant. */
export function ColumnsButton({ page }: { page: IdentityPage }) {
  const { Part: ColumnsPanel, prepare, request } = useOnIntent(() => import('./columns-panel'));
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      data-command="Columns"
      className="button button-ghost button-sm menu-button"
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={request}
    >
      Columns
    </button>
  );
  return ColumnsPanel === undefined ? button : <ColumnsPanel page={page} trigger={button} />;
}
