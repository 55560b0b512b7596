'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ShortText } from '@/components/ui/short-text';
import type { TagSuggestion } from '@/lib/identity/tag-suggestion';

/** A choice in the list: a tag seen before, or the very text that was typed. */
export type TagOption = { tag: string; identities?: number };

/** Drawn at most; typing narrows them down. */
const MOST_OPTIONS = 100;

/** The choices for a text: seen tags that are not chosen yet, and the text itself last unless it is one of them. */
export function tagOptions(
  seen: readonly TagSuggestion[],
  text: string,
  chosen: readonly string[],
): TagOption[] {
  const wanted = text.trim();
  const taken = new Set(chosen);
  const lower = wanted.toLowerCase();
  // Answers lag behind the keys: what no longer matches is left out at once.
  const options: TagOption[] = seen
    .filter(({ tag }) => !taken.has(tag) && tag.toLowerCase().includes(lower))
    .slice(0, MOST_OPTIONS);
  const known = taken.has(wanted) || options.some(({ tag }) => tag === wanted);
  return wanted === '' || known ? options : [...options, { tag: wanted }];
}

/** The list below the box of tags. Focus stays in the box; the active choice is named by `aria-activedescendant`. */
export function TagSuggestions({
  id,
  open,
  options,
  active,
  onActive,
  onPick,
}: {
  id: string;
  open: boolean;
  options: readonly TagOption[];
  /** Place of the active choice, -1 for none. */
  active: number;
  onActive: (tag: string) => void;
  onPick: (tag: string) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (open && active !== -1) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [open, active]);
  return (
    <ul
      ref={list}
      id={id}
      role="listbox"
      aria-label="Tags"
      hidden={!open}
      className="floating absolute inset-x-0 top-full z-30 mt-1 max-h-64 overflow-y-auto p-1"
      // A press here, on a choice or on the scroll bar, must not take the focus out of the box.
      onMouseDown={(event) => event.preventDefault()}
    >
      {options.map(({ tag, identities }, at) => (
        <li
          key={tag}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          data-selected={at === active}
          className="option"
          onPointerMove={() => onActive(tag)}
          onClick={() => onPick(tag)}
        >
          {identities === undefined ? (
            <>
              <Plus aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
              <span className="min-w-0 truncate">
                Add “<bdi>{tag}</bdi>”
              </span>
            </>
          ) : (
            <>
              <ShortText value={tag} className="min-w-0 flex-1" />
              <span className="text-xs text-muted tabular-nums">
                {identities.toLocaleString('en')}
                <span className="sr-only"> {identities === 1 ? 'identity' : 'identities'}</span>
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
