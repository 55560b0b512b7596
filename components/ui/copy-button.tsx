'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { toast } from './toasts';

/** How long the tick stands, in milliseconds. */
const TICK_MS = 2_000;

/**
 * A button "Copy {what}". Where the browser refuses the clipboard, the value is shown selected, to be copied by hand.
 *
 * @param what what is copied, as it is called in the button and in "… copied"
 */
export function CopyButton({
  what,
  value,
  text = false,
  className,
}: {
  what: string;
  value: string;
  text?: boolean;
  className?: string;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (state === 'refused') {
      field.current?.focus();
      field.current?.select();
    }
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), TICK_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    try {
      // Absent, not refusing, where the page did not come over https or from this machine: that throws and is caught too.
      await navigator.clipboard.writeText(value);
      setState('copied');
      toast.success(`${what.charAt(0).toUpperCase()}${what.slice(1)} copied`);
    } catch {
      setState('refused');
    }
  };

  const Icon = state === 'copied' ? Check : Copy;
  const label = `Copy ${what}`;
  return (
    <>
      <button
        type="button"
        aria-label={label}
        data-command={label}
        {...(!text && { 'data-tip': label })}
        ref={button}
        className={className ?? (text ? 'button button-secondary' : 'icon-button')}
        onClick={() => void copy()}
      >
        <Icon aria-hidden="true" className={state === 'copied' ? 'size-3.5 text-ok' : 'size-3.5'} />
        {text && label}
      </button>
      {state === 'refused' && (
        <input
          ref={field}
          readOnly
          aria-label={`${what}, to copy by hand`}
          value={value}
          className="input w-56"
          onBlur={() => setState('idle')}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
