'use client';

import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { IdentityPage, IdentityRow } from '@/lib/identity/identity-record';
import { listDays } from '@/lib/identity/list-address';
import { Bar, type BulkDialog } from './bulk/bar';
import { clearSelection, useSelection } from './selection';

const BulkTagsDialog = lazy(() => import('./bulk/tags-dialog'));
const BulkDeleteDialog = lazy(() => import('./bulk/delete-dialog'));
const ExportDialog = lazy(() => import('./export/export-dialog'));
const DeleteDialog = lazy(() => import('./delete-dialog'));

/** A dialog keeps the rows it was opened for: they may leave the selection while it is at work. */
type Open = { dialog: BulkDialog; rows: IdentityRow[]; opener: HTMLElement };

/**
 * The selection and what can be done with it; nothing while nothing is selected. Escape never clears it: a selection
 * over several pages is work.
 *
 * @param page the rows on screen
 */
export function SelectionBar({ page }: { page: IdentityPage | undefined }) {
  const selection = useSelection();
  const [open, setOpen] = useState<Open>();
  const opener = useRef<HTMLElement>(null);

  useEffect(() => {
    if (open !== undefined) {
      opener.current = open.opener;
      return;
    }
    // The dialogs know no trigger, so the focus goes back from here; with the bar gone, to the start of the page.
    if (opener.current?.isConnected === true) opener.current.focus();
    else if (opener.current !== null) focusContent();
    opener.current = null;
  }, [open]);

  const rows = [...selection.values()];
  const shown = new Set(page?.rows.map((row) => row._id));
  const elsewhere = page === undefined ? 0 : rows.filter((row) => !shown.has(row._id)).length;
  const close = () => setOpen(undefined);
  const one = open?.rows.length === 1 ? open.rows[0] : undefined;
  return (
    <>
      {rows.length > 0 && (
        <Bar
          rows={rows}
          elsewhere={elsewhere}
          onOpen={(dialog, opener) => setOpen({ dialog, rows, opener })}
          onClear={() => {
            clearSelection();
            focusContent();
          }}
        />
      )}
      <Suspense>
        {/* One alone is deleted as anywhere else: by its external id, not by the count 1. */}
        {open?.dialog === 'delete' && one !== undefined && <DeleteDialog identity={one} onClose={close} />}
        {open?.dialog === 'delete' && one === undefined && (
          <BulkDeleteDialog rows={open.rows} onClose={close} />
        )}
        {open?.dialog === 'export' && (
          <ExportDialog
            selection={{
              by: 'ids',
              ids: open.rows.map(({ _id }) => _id),
              days: page?.ranking && listDays(page.query),
            }}
            onClose={close}
          />
        )}
        {(open?.dialog === 'add' || open?.dialog === 'remove') && (
          <BulkTagsDialog mode={open.dialog} rows={open.rows} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

/** The button that was pressed is gone; the keyboard goes on at the start of the page's content. */
function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
