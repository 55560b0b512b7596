'use client';

import { ChevronRight, CodeXml } from 'lucide-react';
import { useState } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { LANGUAGE_OPTIONS } from '@/lib/copy-as/code-languages';
import type { SubmittedCall } from './form-call';

const load = () => import('./form-call');

/**
 * Opens, below the fields of a form, the call that submitting it would make; the code for that is fetched then. From
 * the palette it is copied in one of the languages as well.
 */
export function FormCallToggle({ submits, target }: { submits: SubmittedCall; target: CallTarget }) {
  const { Part: FormCall, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<{ label: string }>();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <button
        type="button"
        aria-expanded={open}
        data-command="Copy as"
        data-command-options={LANGUAGE_OPTIONS}
        className="button button-ghost -ml-2 self-start px-2"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={(event) => {
          const { option } = event.currentTarget.dataset;
          request();
          setWanted(option === undefined ? undefined : { label: option });
          setOpen(option !== undefined || !open);
        }}
      >
        <ChevronRight aria-hidden="true" className={open ? 'size-3.5 rotate-90' : 'size-3.5'} />
        <CodeXml aria-hidden="true" className="size-3.5" />
        Copy as code
      </button>
      {open && FormCall !== undefined && <FormCall submits={submits} target={target} wanted={wanted} />}
    </div>
  );
}
