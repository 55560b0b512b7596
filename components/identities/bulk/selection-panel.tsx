'use client';

import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { IdentityPage } from '@/lib/identity/identity-record';
import type { ListQuery } from '@/lib/identity/list-query';
import { clearSelection, refreshSelected, useSelection } from '../selection';
import { Bar, type BulkDialog } from './bar';
import { chosenNow, type Chosen } from './chosen';

const TagsJobDialog = lazy(() => import('./tags-job-dialog'));
const MetadataJobDialog = lazy(() => import('./metadata-job-dialog'));
const DeleteJobDialog = lazy(() => import('./delete-job-dialog'));
const DeleteDialog = lazy(() => import('../delete-dialog'));

/** A dialog keeps what it was opened for: rows may leave the selection while it is at work. */
type Open = { dialog: BulkDialog; chosen: Chosen; opener: HTMLElement };

/**
 * The bar of the selection and the dialogs it opens. Escape never clears a selection: over several pages it is work.
 */
export default function SelectionPanel({
  page,
  show,
}: {
  page: IdentityPage | undefined;
  show: (changes: Partial<ListQuery>, history: 'push') => void;
}) {
  const chosen = chosenNow(useSelection());
  const [open, setOpen] = useState<Open>();
  const opener = useRef<HTMLElement>(null);

  useEffect(() => {
    if (page !== undefined) refreshSelected(...page.rows);
  }, [page]);

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

  const close = () => setOpen(undefined);
  return (
    <>
      {chosen !== undefined && (
        <Bar
          chosen={chosen}
          page={page}
          show={show}
          onOpen={(dialog, opener) => setOpen({ dialog, chosen, opener })}
          onClear={() => {
            clearSelection();
            focusContent();
          }}
        />
      )}
      <Suspense>{open !== undefined && <OpenDialog {...open} onClose={close} />}</Suspense>
    </>
  );
}

function OpenDialog({ dialog, chosen, onClose }: Open & { onClose: () => void }) {
  const one = chosen.by === 'ids' && chosen.rows.length === 1 ? chosen.rows[0] : undefined;
  switch (dialog) {
    case 'add':
    case 'remove':
      return <TagsJobDialog mode={dialog} chosen={chosen} onClose={onClose} />;
    case 'metadata':
      return <MetadataJobDialog chosen={chosen} onClose={onClose} />;
    case 'delete':
      // One alone is deleted as anywhere else: by its external id, not by the count 1.
      return one !== undefined ? (
        <DeleteDialog identity={one} onClose={onClose} />
      ) : (
        <DeleteJobDialog chosen={chosen} onClose={onClose} />
      );
  }
}

/** The button that was pressed is gone; the keyboard goes on at the start of the page's content. */
function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
