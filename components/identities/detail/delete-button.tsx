'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { usePermission } from '@/components/shell/operator';
import { Button } from '@/components/ui/button';
import { useOnIntent } from '@/components/ui/use-on-intent';
import { listSearch } from '@/lib/identity/list-address';
import { lastList } from '@/lib/queries/list-trail';
import type { DialogIdentity } from '../dialog-identity';

const load = () => import('../delete-dialog');

/** Deletes this identity and goes back to the list it came from; Back does not return to the page that is gone. */
export function DeleteButton({ identity }: { identity: DialogIdentity }) {
  const router = useRouter();
  const { Part: DeleteDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const leaving = useRef(false);
  const access = usePermission('identity.delete');
  return (
    <>
      <Button
        className="text-danger"
        data-command="Delete"
        disabledReason={access.may ? undefined : access.reason}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(true);
        }}
      >
        Delete
      </Button>
      {open && DeleteDialog !== undefined && (
        <DeleteDialog
          identity={identity}
          // The dialog stands until the list is there: under it is a page of something that is gone.
          onClose={() => !leaving.current && setOpen(false)}
          onDeleted={() => {
            leaving.current = true;
            const list = lastList();
            router.replace(`/identities${list === undefined ? '' : listSearch(list.query)}`);
          }}
        />
      )}
    </>
  );
}
