'use client';

import { useState, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { useWrite } from '@/components/actions/use-write';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { makePasswordLink } from '@/lib/actions/operators';
import type { MadeLink, OperatorRow } from '@/lib/auth/operator-rows';
import type { AppError } from '@/lib/errors/app-error';
import { ShownLink } from './shown-link';

/** Makes a link with which an operator chooses a new password, and shows it once. */
export default function PasswordLinkDialog({
  row,
  opener,
  onClose,
}: {
  row: OperatorRow;
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const { pending, write } = useWrite();
  const [made, setMade] = useState<MadeLink>();
  const [error, setError] = useState<AppError>();
  const make = () => {
    setError(undefined);
    write(
      () => makePasswordLink({ id: row.id }),
      (outcome) => {
        if (outcome.ok) setMade(outcome.value);
        else setError(outcome.error);
        return false;
      },
    );
  };
  return (
    <Dialog title={`New password for ${row.name}`} opener={opener} onClose={() => !pending && onClose()}>
      {made !== undefined ? (
        <ShownLink made={made} onClose={onClose} />
      ) : (
        <>
          <div className="flex flex-col gap-4 px-5 pb-4">
            <p>
              Makes a link with which they choose a new password, once and within 72 hours. Until then their
              present password works. When they use it, they are signed out everywhere; a second factor stays.
            </p>
            {error !== undefined && <ErrorNotice error={error} doing="change" className="mb-0" />}
          </div>
          <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" pending={pending} onClick={make}>
              Make link
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
