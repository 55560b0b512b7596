'use client';

import { memo, useState } from 'react';
import { Chip } from '@/components/ui/chip';

/** More chips than these are folded: each is a stop of the Tab key, and the newest stand nearest to the box. */
const MOST_CHIPS = 40;

/** The chosen tags, in order. A long list shows its end, with a button for the rest. */
export const TagChips = memo(function TagChips({
  tags,
  onRemove,
}: {
  tags: string[];
  onRemove: (tag: string, at: number) => void;
}) {
  const [all, setAll] = useState(false);
  const folded = all ? 0 : Math.max(0, tags.length - MOST_CHIPS);
  return (
    <>
      {folded > 0 && (
        <button type="button" className="chip chip-more" onClick={() => setAll(true)}>
          Show {folded.toLocaleString('en')} more
        </button>
      )}
      {tags.slice(folded).map((tag, index) => {
        const at = folded + index;
        return (
          <Chip
            key={`${at}:${tag}`}
            title={tag}
            className="chip-removable max-w-full"
            onRemove={() => onRemove(tag, at)}
          >
            {tag}
          </Chip>
        );
      })}
    </>
  );
});
