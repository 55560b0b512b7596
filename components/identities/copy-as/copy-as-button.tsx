'use client';

import { CodeXml } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { CallTarget } from '@/lib/copy-as/call-target';

const load = () => import('./copy-as-dialog');

/** Opens the call that reads this identity, as code in three languages. */
export function CopyAsButton({ id, target }: { id: string; target: CallTarget }) {
  const { Part: CopyAsDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(true);
        }}
      >
        <CodeXml aria-hidden="true" className="size-3.5" />
        Copy as…
      </Button>
      {open && CopyAsDialog !== undefined && (
        <CopyAsDialog id={id} target={target} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
