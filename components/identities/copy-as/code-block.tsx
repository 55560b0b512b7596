'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { toast } from '@/components/ui/toasts';

/** How long the tick stands, in milliseconds. */
const TICK_MS = 2_000;

/**
 * A text to be taken along whole: code, or JSON. It is wrapped, never cut, and can be selected by hand; its copy button
 * selects it where the browser refuses the clipboard.
 *
 * @param what what it is, as in "Copy {what}" and "{What} copied"
 * @param lead stands at the start of the bar above the text; `more` beside the copy button
 */
export function CodeBlock({
  what,
  text,
  lead,
  more,
}: {
  what: string;
  text: string;
  lead?: ReactNode;
  more?: ReactNode;
}) {
  const block = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === text;
  useEffect(() => {
    if (copied === undefined) return;
    const timer = setTimeout(() => setCopied(undefined), TICK_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      // Absent, not refusing, where the page did not come over https or from this machine: that throws and is caught too.
      await navigator.clipboard.writeText(text);
      setCopied(text);
      toast.success(`${what.charAt(0).toUpperCase()}${what.slice(1)} copied`);
    } catch {
      block.current?.focus();
      if (block.current !== null) getSelection()?.selectAllChildren(block.current);
      toast.error('The browser did not allow copying. The text is selected: copy it with Ctrl+C or ⌘C.');
    }
  };

  const Icon = isCopied ? Check : Copy;
  return (
    <div className="panel min-w-0 overflow-hidden">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line bg-raised px-2 py-1.5">
        <div className="min-w-0">{lead}</div>
        <div className="ml-auto flex items-center gap-2">
          {more}
          <button type="button" className="button button-secondary button-sm" onClick={() => void copy()}>
            <Icon aria-hidden="true" className={isCopied ? 'size-3.5 text-ok' : 'size-3.5'} />
            Copy {what}
          </button>
        </div>
      </div>
      <pre
        ref={block}
        tabIndex={0}
        role="region"
        aria-label={what.charAt(0).toUpperCase() + what.slice(1)}
        // Code reads from the left, whatever is in its texts.
        dir="ltr"
        className="max-h-[min(26rem,50vh)] overflow-y-auto px-3 py-2.5 font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap outline-offset-[-2px]"
      >
        {text}
      </pre>
    </div>
  );
}
