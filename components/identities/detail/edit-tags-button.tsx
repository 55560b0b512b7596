'use client';

import { useState } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { DialogIdentity } from '../dialog-identity';

const load = () => import('../tags-dialog');

/** Opens the tags of this identity for editing, without leaving the page. */
export function EditTagsButton({ identity }: { identity: DialogIdentity }) {
  const { Part: TagsDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="link min-h-6 text-xs"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(true);
        }}
      >
        Edit tags
      </button>
      {open && TagsDialog !== undefined && <TagsDialog identity={identity} onClose={() => setOpen(false)} />}
    </>
  );
}
