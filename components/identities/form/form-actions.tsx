'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

/** The end of a form, always in sight. What the keyboard focuses is scrolled clear of it (globals, scroll padding). */
export function FormActions({
  submit,
  pending,
  cancel,
  note,
}: {
  submit: string;
  pending: boolean;
  cancel: ReactNode;
  note: string;
}) {
  return (
    <div
      data-foot-bar
      className="sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas/95 px-4 py-3 backdrop-blur-sm sm:-mx-1 sm:px-1"
    >
      <p role="status" className="mr-auto min-w-0 text-[0.8125rem] text-muted">
        {note}
      </p>
      {cancel}
      <Button
        type="submit"
        variant="primary"
        pending={pending}
        data-command={submit}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {submit}
      </Button>
    </div>
  );
}
