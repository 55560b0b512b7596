'use client';

import { useState } from 'react';
import { usePermission } from '@/components/shell/operator';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { DialogIdentity } from '../dialog-identity';

const load = () => import('../tags-dialog');

/** Opens the tags of this identity for editing, without leaving the page. Absent where the role does not allow it. */
export function EditTagsButton({ identity }: { identity: DialogIdentity }) {
  const { Part: TagsDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const { may } = usePermission('identity.write');
  if (!may) return null;
  return (
    <>
      <button
        type="button"
        data-command="Edit tags"
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
