'use client';

import { useId, useRef, type ReactNode, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import type { AppError } from '@/lib/errors/app-error';

/**
 * A change that is asked about before it is made: what is at stake, the error of the last attempt, Cancel with the first
 * focus and the button that does it, last. There is no form, so Enter in a box inside does nothing.
 *
 * @param storedHref the page of what is changed, for errors that leave its state unknown
 * @param onTheWay why Cancel waits while the change is made; without it Cancel leaves the change to itself
 * @param reason why the change cannot be made now
 */
export function ConfirmFrame({
  title,
  stakes,
  error,
  storedHref,
  pending,
  onTheWay,
  button,
  danger = true,
  reason,
  opener,
  onConfirm,
  onClose,
  children,
}: {
  title: ReactNode;
  stakes: ReactNode;
  error: AppError | undefined;
  storedHref?: string;
  pending: boolean;
  onTheWay?: string;
  button: string;
  danger?: boolean;
  reason?: string | undefined;
  opener?: RefObject<HTMLElement | null> | undefined;
  onConfirm: () => void;
  onClose: () => void;
  /** What has to be filled in first. */
  children?: ReactNode;
}) {
  const cancel = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <AlertDialog
      title={title}
      describedBy={id}
      cancel={cancel}
      opener={opener}
      onClose={() => !pending && onClose()}
    >
      <div className="flex flex-col gap-4 px-5 pb-4">
        <div id={id}>{stakes}</div>
        {error !== undefined && (
          <ErrorNotice
            error={error}
            doing="change"
            {...(storedHref !== undefined && { storedHref })}
            className="mb-0"
          />
        )}
        {children}
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={cancel} disabledReason={pending ? onTheWay : undefined} onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant={danger ? 'danger' : 'primary'}
          pending={pending}
          disabledReason={reason}
          onClick={onConfirm}
        >
          {button}
        </Button>
      </div>
    </AlertDialog>
  );
}
