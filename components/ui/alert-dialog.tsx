'use client';

import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { dialogClass, overlayClass } from './dialog';
import { useReturnFocus } from './use-return-focus';

/**
 * A dialog that needs an answer: a click beside it does not close it. Open as long as it is mounted.
 *
 * @param cancel the button that takes the first focus
 * @param describedBy id of the text that says what is at stake
 * @param opener takes the focus when the dialog closes; what had it before, by default
 */
export function AlertDialog({
  title,
  describedBy,
  cancel,
  opener,
  onClose,
  children,
}: {
  title: ReactNode;
  describedBy: string;
  cancel: RefObject<HTMLButtonElement | null>;
  opener?: RefObject<HTMLElement | null> | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  const focus = useReturnFocus(opener);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          className={dialogClass}
          aria-describedby={describedBy}
          onOpenAutoFocus={(event) => {
            focus.remember();
            event.preventDefault();
            cancel.current?.focus();
          }}
          onCloseAutoFocus={focus.giveBack}
        >
          <Radix.Title className="p-5 pb-2 text-base font-semibold">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
