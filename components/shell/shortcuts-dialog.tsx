'use client';

import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { presentShortcuts, useShortcuts } from './shortcuts';

/** Every shortcut of the present page. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { enabled, setEnabled } = useShortcuts();
  return (
    <Dialog title="Keyboard shortcuts" description="On this page. Single keys never act while you type." onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 px-5 py-3">
        <dt>Open the command palette</dt>
        <dd className="flex items-center gap-1">
          <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
        </dd>
        {presentShortcuts().map(({ keys, label }) => (
          <div key={keys} className="contents">
            <dt>{label}</dt>
            <dd className="flex justify-end gap-1">
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="mt-1 flex items-center gap-2 border-t border-line px-5 py-3">
        <input type="checkbox" className="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
        Single-key shortcuts
      </label>
    </Dialog>
  );
}
