'use client';

import { useState } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';

const load = () => import('./json-dialog');

/** Opens the JSON of this identity as the API gives it. */
export function JsonButton({ id }: { id: string }) {
  const { Part: JsonDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        data-command="View JSON"
        className="link min-h-6 text-xs"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(true);
        }}
      >
        View JSON
      </button>
      {open && JsonDialog !== undefined && <JsonDialog id={id} onClose={() => setOpen(false)} />}
    </>
  );
}
