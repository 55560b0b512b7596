'use client';

import { useState } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { ListQuery } from '@/lib/identity/list-query';

const load = () => import('./export-dialog');

/** The way to export all that the list shows. The dialog is fetched when it is meant. */
export function ExportButton({ query }: { query: ListQuery }) {
  const [open, setOpen] = useState(false);
  const { Part: ExportDialog, prepare, request } = useOnIntent(load);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className="link min-h-6"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpen(true);
          request();
        }}
      >
        {query.search !== '' || query.tags.length > 0 ? 'Export matches' : 'Export all'}
      </button>
      {open && ExportDialog && (
        <ExportDialog selection={{ by: 'matching', query }} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
