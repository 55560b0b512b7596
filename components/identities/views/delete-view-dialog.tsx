'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toasts';
import { deleteView } from '@/lib/actions/views';
import type { AppError } from '@/lib/errors/app-error';
import { viewsOptions } from '@/lib/queries/views';
import type { SavedView } from '@/lib/views/saved-view';
import { undoDelete } from './undo-delete';

/**
 * Deletes a view once it has been said what that means to others; right after, that can be taken back.
 *
 * @param onBack called when it was
 */
export default function DeleteViewDialog({
  view,
  onDeleted,
  onBack,
  onClose,
}: {
  view: SavedView;
  onDeleted: () => void;
  onBack: () => void;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { pending, write } = useWrite();
  const cancel = useRef<HTMLButtonElement>(null);
  const id = useId();
  const [error, setError] = useState<AppError>();
  const remove = () => {
    setError(undefined);
    write(
      () => deleteView({ id: view.id }),
      (outcome) => {
        // Somebody else may have deleted it meanwhile: what was wanted is so.
        const gone = outcome.ok || outcome.error.kind === 'not-found';
        if (!gone) setError(outcome.error);
        else {
          toast.success(
            'View deleted',
            outcome.ok ? { action: { label: 'Undo', run: () => void undoDelete(client, view, onBack) } } : {},
          );
          onDeleted();
          onClose();
          void client.invalidateQueries({ queryKey: viewsOptions().queryKey });
        }
        return gone;
      },
    );
  };
  return (
    <AlertDialog
      title={
        <>
          Delete the view “<bdi className="wrap-anywhere">{view.name}</bdi>”?
        </>
      }
      describedBy={`${id}-stakes`}
      cancel={cancel}
      onClose={() => !pending && onClose()}
    >
      <div className="flex flex-col gap-4 px-5 pb-4">
        <p id={`${id}-stakes`}>
          It goes for everybody, and links to it open the whole list. Identities are not touched.
        </p>
        {error !== undefined && <ErrorNotice error={error} doing="change" className="mb-0" />}
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={cancel} onClick={onClose}>
          Cancel
        </Button>
        <Button variant="danger" pending={pending} onClick={remove}>
          Delete view
        </Button>
      </div>
    </AlertDialog>
  );
}
