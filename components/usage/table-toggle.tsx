'use client';

import { useId, useState, type ReactNode } from 'react';

/** Shows and hides the table of a chart's figures. */
export function TableToggle({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        data-command={open ? 'Hide the table of daily figures' : 'Show the table of daily figures'}
        className="link mt-1 min-h-6 text-xs"
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide table' : 'Show table'}
      </button>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </>
  );
}
