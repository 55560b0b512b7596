'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { AppError } from '@/lib/errors/app-error';

const loadDialog = () => import('./again-dialog');

/** The errors that giving the password again settles. */
export type AgainError = Extract<AppError, { kind: 'signed-out' | 'confirm-sign-in' }>;

/** Whether signing in again would help. */
export function asksToSignIn(error: AppError): error is AgainError {
  return error.kind === 'signed-out' || error.kind === 'confirm-sign-in';
}

/**
 * Opens the sign-in in a dialog over the page, so that nothing on it is lost. The dialog is fetched when it is meant.
 *
 * @param onDone called once the page's own operator is signed in again, or has confirmed that it is them
 */
export function AgainButton({ error, onDone }: { error: AgainError; onDone: () => void }) {
  const { Part: AgainDialog, prepare, request } = useOnIntent(loadDialog);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpen(true);
          request();
        }}
      >
        {error.kind === 'signed-out' ? 'Sign in again' : 'Confirm that it is you'}
      </Button>
      {open && AgainDialog !== undefined && (
        <AgainDialog
          error={error}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      )}
    </>
  );
}
