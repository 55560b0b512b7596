'use client';

import { useEffect, type RefObject } from 'react';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { TagsField } from '../form/tags-field';
import { PresentTags } from './present-tags';

export type TagMode = 'add' | 'remove';

/** Choosing the tags of a change. The box has the first focus: from here, because a dialog's content mounts after it. */
export function TagChoice({
  mode,
  rows,
  tags,
  box,
  onChange,
}: {
  mode: TagMode;
  /** What is chosen, as far as this page knows it: its tags are offered for removal. */
  rows: readonly IdentityRow[];
  tags: string[];
  box: RefObject<HTMLInputElement | null>;
  onChange: (tags: string[]) => void;
}) {
  useEffect(() => box.current?.focus(), [box]);
  return (
    <>
      <TagsField value={tags} onChange={onChange} inputRef={box} />
      {mode === 'remove' && (
        <PresentTags rows={rows} chosen={tags} onChoose={(tag) => onChange([...tags, tag])} />
      )}
      <p className="text-[0.8125rem] text-muted">
        Other tags stay as they are. What would change is shown before anything is.
      </p>
    </>
  );
}
