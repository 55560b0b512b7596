'use client';

import { ChevronRight, CodeXml } from 'lucide-react';
import { useState } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { CallTarget } from '@/lib/copy-as/call-target';
import type { SubmittedCall } from './form-call';

const load = () => import('./form-call');

/** Opens, below the fields of a form, the call that submitting it would make; the code for that is fetched then. */
export function FormCallToggle({ submits, target }: { submits: SubmittedCall; target: CallTarget }) {
  const { Part: FormCall, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <button
        type="button"
        aria-expanded={open}
        className="button button-ghost -ml-2 self-start px-2"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(!open);
        }}
      >
        <ChevronRight aria-hidden="true" className={open ? 'size-3.5 rotate-90' : 'size-3.5'} />
        <CodeXml aria-hidden="true" className="size-3.5" />
        Copy as code
      </button>
      {open && FormCall !== undefined && <FormCall submits={submits} target={target} />}
    </div>
  );
}
