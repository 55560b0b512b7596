'use client';

import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { useOnIntent } from '@/components/ui/use-on-intent';
import { takeOverFromEarly } from './early-palette';
import { useModKey } from './mod-key';

const loadPalette = () => import('./command-palette');

/** The way to the command palette, by button or Ctrl+K (Cmd+K). The palette is fetched on first intent. */
export function PaletteButton() {
  const [open, setOpen] = useState(false);
  const { Part: CommandPalette, prepare, request } = useOnIntent(loadPalette);
  const mod = useModKey();
  const toggle = useEffectEvent(() => {
    setOpen(!open);
    if (!open) request();
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      if (event.shiftKey || event.altKey || event.isComposing) return;
      event.preventDefault();
      toggle();
    };
    document.addEventListener('keydown', press);
    if (takeOverFromEarly()) queueMicrotask(() => toggle());
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-label="Open command palette"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="button button-secondary text-muted max-sm:w-8 max-sm:px-0"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpen(true);
          request();
        }}
      >
        <Search aria-hidden="true" className="size-4" />
        {/* These words are part of the name, so that people who speak to their computer can say what they see. */}
        <span aria-hidden="true" className="flex items-center gap-2.5 font-normal max-sm:hidden">
          Command palette
          <Kbd>{mod === '⌘' ? '⌘K' : 'Ctrl K'}</Kbd>
        </span>
      </button>
      {open && CommandPalette !== undefined && <CommandPalette onClose={() => setOpen(false)} />}
    </>
  );
}
