'use client';

import clsx from 'clsx';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { keyCaps } from './key-caps';
import { useModKey } from './mod-key';
import { presentShortcuts, useShortcuts } from './shortcuts';

/** Every shortcut of the present page. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { enabled, setEnabled } = useShortcuts();
  const mod = useModKey();
  const shortcuts = presentShortcuts();
  return (
    <Dialog
      title="Keyboard shortcuts"
      description="On this page. Single keys never act while you type."
      onClose={onClose}
    >
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 px-5 py-3">
        <dt>Open the command palette</dt>
        <dd className="flex items-center gap-1">
          <Kbd>{mod}</Kbd> <Kbd>K</Kbd>
        </dd>
        <dt>Go to the newest message, for its Undo</dt>
        <dd className="flex justify-end">
          <Kbd>F8</Kbd>
        </dd>
        {/* Enter opens what has the focus by itself; it is named where rows can have it. */}
        {shortcuts.some(({ keys }) => keys === 'j') && (
          <>
            <dt>Open the row</dt>
            <dd className="flex justify-end">
              <Kbd>Enter</Kbd>
            </dd>
          </>
        )}
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className={clsx('contents', !enabled && 'text-muted')}>
            <dt>{label}</dt>
            <dd className="flex justify-end gap-1">
              {keyCaps(keys).map((key, at) => (
                <Kbd key={at}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label="Single-key shortcuts"
        checked={enabled}
        onChange={(event) => setEnabled(event.target.checked)}
        className="mt-1 border-t border-line px-5 py-2.5"
      />
    </Dialog>
  );
}
