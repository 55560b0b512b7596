'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/lib/format/numbers';
import { PASTED_MOST, pastedMany } from '@/lib/identity/pasted-many';

/** Where values are pasted or typed. Ctrl or Cmd with Enter looks them up. */
export function PasteBox({
  onLookUp,
  onCancel,
}: {
  onLookUp: (values: readonly string[]) => void;
  /** Goes back to what was looked up before, if anything was. */
  onCancel: (() => void) | undefined;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const { values, left } = pastedMany(text);
  const lookUp = () => values.length > 0 && onLookUp(values);
  return (
    <form
      className="max-w-[40rem]"
      onSubmit={(event) => {
        event.preventDefault();
        lookUp();
      }}
    >
      <label htmlFor={id} className="block pb-1 font-medium">
        IDs, external IDs or emails
      </label>
      <textarea
        id={id}
        autoFocus
        aria-describedby={`${id}-hint`}
        rows={10}
        spellCheck={false}
        autoComplete="off"
        className="textarea w-full font-mono text-[0.8125rem]"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          lookUp();
        }}
      />
      <p id={`${id}-hint`} className="pt-1 text-[0.8125rem] text-muted">
        One on each line, or separated by commas, semicolons or tabs; a column of a spreadsheet will do. Up to{' '}
        {formatCount(PASTED_MOST)} at once.
      </p>
      <div className="flex flex-wrap items-center gap-3 pt-3">
        <Button
          type="submit"
          variant="primary"
          data-command="Look up"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          disabledReason={values.length === 0 ? 'Paste or type something first.' : undefined}
        >
          {values.length === 0 ? 'Look up' : `Look up ${valuesWords(values.length)}`}
        </Button>
        {onCancel !== undefined && (
          <Button variant="ghost" data-command="Cancel" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <p role="status" className="text-[0.8125rem] text-muted">
          {left > 0 && `${formatCount(left)} more than ${formatCount(PASTED_MOST)} are left out.`}
        </p>
      </div>
    </form>
  );
}

/** `1 value`, `37 values`. */
export function valuesWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'value' : 'values'}`;
}
