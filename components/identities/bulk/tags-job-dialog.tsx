'use client';

import { useRef, useState } from 'react';
import type { Chosen } from './chosen';
import { JobDialog } from './job-dialog';
import { TagChoice, type TagMode } from './tag-choice';
import { usePreparation } from './use-preparation';

/** Adds tags to what is chosen, or removes some from it. */
export default function TagsJobDialog({
  mode,
  chosen,
  onClose,
}: {
  mode: TagMode;
  chosen: Chosen;
  onClose: () => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  const [tags, setTags] = useState<string[]>([]);
  const { job, setJob, error, pending, prepare } = usePreparation(chosen);
  return (
    <JobDialog
      title={mode === 'add' ? 'Add tags' : 'Remove tags'}
      chosen={chosen}
      job={job}
      error={error}
      pending={pending}
      idle={tags.length === 0 ? 'Choose at least one tag.' : undefined}
      // Escape closes the suggestions first. Radix hears the key before the field can keep it from the dialog.
      mayLeave={() => box.current?.getAttribute('aria-expanded') !== 'true'}
      onContinue={() =>
        prepare({
          kind: 'tags',
          add: mode === 'add' ? tags : [],
          remove: mode === 'remove' ? tags : [],
        })
      }
      onJob={setJob}
      onClose={onClose}
    >
      <TagChoice
        mode={mode}
        rows={chosen.by === 'ids' ? chosen.rows : []}
        tags={tags}
        box={box}
        onChange={setTags}
      />
    </JobDialog>
  );
}
