'use client';

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ShortText } from '@/components/ui/short-text';
import { EXPORT_KEY_LENGTH_MAX, EXPORT_KEYS_MAX } from '@/lib/export/request';

/** Keys of the metadata that get a column of their own. */
export function KeyColumns({
  keys,
  onChange,
}: {
  keys: readonly string[];
  onChange: (keys: string[]) => void;
}) {
  const [text, setText] = useState('');
  const add = () => {
    if (text === '') return;
    if (!keys.includes(text)) onChange([...keys, text]);
    setText('');
  };
  const isFull = keys.length >= EXPORT_KEYS_MAX;
  return (
    <Field
      id="export-key"
      label="Metadata key as a column"
      hint={
        isFull
          ? `At most ${EXPORT_KEYS_MAX} keys.`
          : 'Its value alone, beside or instead of the whole metadata.'
      }
    >
      {(parts) => (
        <>
          <div className="flex gap-2">
            <input
              {...parts}
              className="input min-w-0 grow font-mono"
              value={text}
              maxLength={EXPORT_KEY_LENGTH_MAX}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              placeholder="plan"
              disabled={isFull}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                event.preventDefault();
                add();
              }}
            />
            <Button onClick={add} disabled={text === '' || isFull}>
              <Plus aria-hidden="true" className="size-4" /> Add column
            </Button>
          </div>
          {keys.length > 0 && (
            <ul aria-label="Metadata keys as columns" className="flex flex-wrap gap-1">
              {keys.map((key) => (
                <li key={key} className="chip max-w-full pr-0 font-mono">
                  <ShortText value={key} />
                  <button
                    type="button"
                    aria-label={`Remove column ${key}`}
                    className="grid size-6 shrink-0 place-items-center rounded text-muted hover:bg-raised hover:text-ink"
                    onClick={() => onChange(keys.filter((other) => other !== key))}
                  >
                    <X aria-hidden="true" className="size-3" />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Field>
  );
}
