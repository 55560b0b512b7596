'use client';

import clsx from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { useReturnFocus } from './use-return-focus';

export const overlayClass = 'fixed inset-0 z-40 animate-[fade_120ms] bg-black/35';
export const dialogClass =
  'floating fixed inset-x-4 top-[max(1rem,12vh)] z-50 mx-auto flex max-h-[min(80vh,calc(100dvh-2rem))] max-w-lg animate-[rise_140ms_ease-out] flex-col overflow-y-auto outline-none';

/** A dialog. Open as long as it is mounted; `onClose` unmounts it. Imported lazily by whoever shows one. */
export function Dialog({
  title,
  description,
  hideTitle = false,
  opener,
  onClose,
  children,
  className,
}: {
  title: string;
  description?: string;
  /** For dialogs whose content speaks for itself; the title stays their accessible name. */
  hideTitle?: boolean;
  /** Takes the focus when the dialog closes; what had it before, by default. */
  opener?: RefObject<HTMLElement | null> | undefined;
  onClose: () => void;
  children: ReactNode;
  className?: string;
}) {
  const focus = useReturnFocus(opener);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          className={clsx(dialogClass, className)}
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          {hideTitle ? (
            <Radix.Title className="sr-only">{title}</Radix.Title>
          ) : (
            <div className="flex items-start justify-between gap-4 p-5 pb-2">
              <div className="min-w-0">
                <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
                {description !== undefined && (
                  <Radix.Description className="line-clamp-2 pt-1 wrap-anywhere text-muted">
                    {description}
                  </Radix.Description>
                )}
              </div>
              <Radix.Close
                className="icon-button -mt-1 -mr-1 shrink-0"
                aria-label="Close"
                data-tip="Close"
                data-keys="Esc"
              >
                <X aria-hidden="true" className="size-4" />
              </Radix.Close>
            </div>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
