'use client';

import { CodeXml } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { sayNotLoaded, useOnIntent } from '@/components/ui/use-on-intent';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { LANGUAGE_OPTIONS } from '@/lib/copy-as/code-languages';

const load = () => import('./copy-as-dialog');

/**
 * Opens the call that reads this identity, as code in three languages. The palette copies it in one of them at once;
 * where the browser refuses the clipboard, it is shown.
 */
export function CopyAsButton({ id, target }: { id: string; target: CallTarget }) {
  const { Part: CopyAsDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const [first, setFirst] = useState<string>();
  const show = (label?: string) => {
    setFirst(label);
    request();
    setOpen(true);
  };
  const copy = (label: string) =>
    void import('./copy-code')
      .then(({ copyRetrieval }) => copyRetrieval(id, target, label))
      .then((copied) => copied || show(label), sayNotLoaded);
  return (
    <>
      <Button
        data-command="Copy as"
        data-command-options={LANGUAGE_OPTIONS}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={(event) => {
          const { option } = event.currentTarget.dataset;
          if (option === undefined) show();
          else copy(option);
        }}
      >
        <CodeXml aria-hidden="true" className="size-3.5" />
        Copy as…
      </Button>
      {open && CopyAsDialog !== undefined && (
        <CopyAsDialog id={id} target={target} first={first} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
