'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';

const loadPalette = () => import('./command-palette');
const CommandPalette = lazy(loadPalette);

/** The way to the command palette, by button or Ctrl+K (Cmd+K). The palette is fetched on first intent. */
export function PaletteButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-label="Open command palette"
        aria-haspopup="dialog"
        className="button button-secondary text-muted max-sm:w-8 max-sm:px-0"
        onPointerEnter={() => void loadPalette()}
        onFocus={() => void loadPalette()}
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden="true" className="size-4" />
        <span aria-hidden="true" className="flex items-center gap-2 max-sm:hidden">
          Find or do
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {open && (
        <Suspense>
          <CommandPalette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
