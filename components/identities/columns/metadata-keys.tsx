'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { ShortText } from '@/components/ui/short-text';
import { metadataKeyOptions } from '@/lib/queries/metadata-keys';

/** Most suggestions drawn at once; typing narrows them down. */
const MOST_SHOWN = 6;

/** Metadata keys to show as columns: those seen so far, and any other that is typed. */
export function MetadataKeys({
  isShown,
  onAdd,
}: {
  isShown: (key: string) => boolean;
  onAdd: (key: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const suggestions = useQuery(metadataKeyOptions(text.trim()));
  const seen = (suggestions.data ?? [])
    .filter(({ key }) => !isShown(key) && key.toLowerCase().includes(text.trim().toLowerCase()))
    .slice(0, MOST_SHOWN);
  const typed = text.trim();
  const offersTyped = typed !== '' && !isShown(typed) && !seen.some(({ key }) => key === typed);
  const add = (key: string) => {
    onAdd(key);
    setText('');
  };

  return (
    <form
      className="border-t border-line px-2 pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '' && !isShown(typed)) add(typed);
      }}
    >
      <label htmlFor={id} className="text-xs text-muted">
        Metadata key as a column
      </label>
      <input
        id={id}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        placeholder="Find or type a key"
        className="input mt-1 w-full"
      />
      <ul aria-label="Metadata keys seen so far" className="pt-1">
        {seen.map(({ key, identities }) => (
          <li key={key}>
            <button
              type="button"
              className="option w-full text-left hover:bg-raised"
              onClick={() => add(key)}
            >
              <Plus aria-hidden="true" className="size-4 shrink-0 text-muted" />
              <ShortText value={key} className="min-w-0 flex-1" />
              <span
                className="text-xs text-muted tabular-nums"
                title={`Seen on ${identities} identities so far`}
              >
                {identities}
              </span>
            </button>
          </li>
        ))}
        {offersTyped && (
          <li>
            <button type="submit" className="option w-full text-left hover:bg-raised">
              <Plus aria-hidden="true" className="size-4 shrink-0 text-muted" />
              <span className="min-w-0 truncate">
                Show “<bdi>{typed}</bdi>”
              </span>
            </button>
          </li>
        )}
      </ul>
    </form>
  );
}
