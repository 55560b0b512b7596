'use client';

import { useState } from 'react';
import { Chip } from '@/components/ui/chip';

/** How many chips a row shows before the rest is folded, by their number and their length together. */
const MOST_CHIPS = 3;
const MOST_CHARACTERS = 26;

/** A row's tags in stored order; those that do not fit are behind "+3". A chip filters by its tag. */
export function RowTags({ tags, onTag }: { tags: readonly string[]; onTag: (tag: string) => void }) {
  const [open, setOpen] = useState(false);
  if (tags.length === 0) return null;
  const fitting = open ? tags.length : howManyFit(tags);
  const hidden = tags.length - fitting;
  // A row with a thousand tags must not become a page of its own.
  const shown = tags.slice(0, open ? 200 : fitting);
  return (
    <span className={open ? 'flex flex-wrap gap-1' : 'flex gap-1'}>
      {shown.map((tag, at) => (
        <Chip key={`${at}-${tag}`} onClick={() => onTag(tag)} title={`Filter by ${tag}`}>
          {tag}
        </Chip>
      ))}
      {open && tags.length > shown.length && (
        <span className="text-xs text-muted">{tags.length - shown.length} more on its page</span>
      )}
      {hidden > 0 && (
        <button
          type="button"
          className="chip chip-more"
          aria-label={`Show ${hidden} more tags`}
          onClick={() => setOpen(true)}
        >
          +{hidden}
        </button>
      )}
    </span>
  );
}

function howManyFit(tags: readonly string[]): number {
  let characters = 0;
  let fitting = 0;
  for (const tag of tags.slice(0, MOST_CHIPS)) {
    characters += Math.min(tag.length, 18) + 2;
    if (fitting > 0 && characters > MOST_CHARACTERS) break;
    fitting += 1;
  }
  return fitting;
}
