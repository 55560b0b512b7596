'use client';

import { useRef, useState } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';

const load = () => import('./invite-dialog');

/** Opens the form that invites somebody. */
export function InviteButton() {
  const { Part: InviteDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button-primary"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(true);
        }}
      >
        Invite operator
      </button>
      {open && InviteDialog !== undefined && <InviteDialog opener={button} onClose={() => setOpen(false)} />}
    </>
  );
}
