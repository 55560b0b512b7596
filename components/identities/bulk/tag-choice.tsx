'use client';

import { useEffect, type RefObject } from 'react';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { TagsField } from '../form/tags-field';
import { PresentTags } from './present-tags';
import type { TagMode } from './tag-preview';

/** Choosing the tags of a change. The box has the first focus: from here, because a dialog's content mounts after it. */
export function TagChoice({
  mode,
  rows,
  tags,
  box,
  words,
  onChange,
}: {
  mode: TagMode;
  rows: readonly IdentityRow[];
  tags: string[];
  box: RefObject<HTMLInputElement | null>;
  /** What the tags chosen so far would change. */
  words: string;
  onChange: (tags: string[]) => void;
}) {
  useEffect(() => box.current?.focus(), [box]);
  return (
    <>
      <TagsField value={tags} onChange={onChange} inputRef={box} />
      {mode === 'remove' && (
        <PresentTags rows={rows} chosen={tags} onChoose={(tag) => onChange([...tags, tag])} />
      )}
      <p aria-live="polite" className="min-h-5">
        {words}
      </p>
    </>
  );
}
