'use client';

import { lazy, Suspense, useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { ErrorNoticeLater, prepareErrorNotice } from '@/components/errors/error-notice-later';
import { useFirstTouch } from '@/components/ui/use-first-touch';
import type { AppError } from '@/lib/errors/app-error';
import { prepareChecks } from './checked-later';
import { FormActions } from './form-actions';
import { submitOnModifiedEnter } from './form-keys';
import { RejectedFields, type Rejections } from './rejected-fields';
import type { useLeaveGuard } from './use-leave-guard';

const LeaveDialog = lazy(() => import('./leave-dialog'));

/** What creating and editing have in common around their fields: the alert, the actions, the question before leaving. */
export function FormFrame({
  guard,
  error,
  storedHref,
  rejections,
  onSubmit,
  submit,
  pending,
  cancel,
  note,
  children,
}: {
  guard: ReturnType<typeof useLeaveGuard>;
  /** An error of the server that belongs to no field. */
  error: AppError | undefined;
  /** The page of the identity that the form is about. */
  storedHref: string;
  rejections: Rejections;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  submit: string;
  pending: boolean;
  /** The link "Cancel". */
  cancel: ReactNode;
  note: string;
  children: ReactNode;
}) {
  useFirstTouch(prepareErrorNotice);
  const form = useRef<HTMLFormElement>(null);
  const lastFocus = useRef<Element>(null);

  const stay = () => {
    guard.stay();
    // Back to the box that was being filled, caret and all: the click on a link had moved the focus.
    const field = lastFocus.current;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    const { selectionStart, selectionEnd } = field;
    // The dialog gives the focus back in a timer of its own, and then selects all of the box; this comes after it.
    setTimeout(() =>
      setTimeout(() => {
        field.focus({ preventScroll: true });
        if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
      }),
    );
  };

  return (
    <>
      {error !== undefined && <FormAlert error={error} storedHref={storedHref} />}
      <form
        ref={form}
        noValidate
        onSubmit={onSubmit}
        onKeyDown={submitOnModifiedEnter}
        onPointerEnter={prepareChecks}
        onFocus={(event) => {
          prepareChecks();
          if (event.target.matches('input, textarea')) lastFocus.current = event.target;
        }}
        className="flex flex-col gap-5"
      >
        <RejectedFields rejections={rejections}>{children}</RejectedFields>
        <FormActions submit={submit} pending={pending} cancel={cancel} note={note} />
      </form>
      {guard.asking && (
        <Suspense>
          <LeaveDialog onStay={stay} onLeave={guard.leave} />
        </Suspense>
      )}
    </>
  );
}

/** The alert above the form. It is brought into view: the button that was pressed stands at the other end. */
function FormAlert({ error, storedHref }: { error: AppError; storedHref: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Braces: newer browsers return a promise here, which React would take for a clean-up.
    box.current?.scrollIntoView({ block: 'center' });
  }, [error]);
  return (
    <div ref={box}>
      <ErrorNoticeLater error={error} doing="change" storedHref={storedHref} />
    </div>
  );
}
