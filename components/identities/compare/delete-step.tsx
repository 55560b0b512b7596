'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { usePermission } from '@/components/shell/operator';
import { Button } from '@/components/ui/button';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';

const load = () => import('../delete-dialog');

/** The second step: the other one is deleted as any identity is, once nothing of it is waiting to be written. */
export function DeleteStep({
  survivor,
  survivorName,
  identity,
  name,
  unwritten,
}: {
  survivor: IdentityRecord;
  survivorName: string;
  /** The one that does not stay. */
  identity: IdentityRecord;
  name: string;
  /** Whether what was chosen is not yet stored in the survivor. */
  unwritten: boolean;
}) {
  const router = useRouter();
  const { Part: DeleteDialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const leaving = useRef(false);
  const access = usePermission('identity.delete');
  const reason = !access.may
    ? access.reason
    : unwritten
      ? `Write to ${survivorName} first: what was chosen of this one would be lost.`
      : undefined;
  const { _id, external_id, display_name, email, tags, metrics } = identity;
  return (
    <section aria-labelledby="delete-heading" className="min-w-0">
      <h2 id="delete-heading" className="pb-2 font-semibold">
        2. Delete <bdi>{name}</bdi>
      </h2>
      <div className="panel">
        <p className="px-4 py-3 text-muted">
          Its use stays on record under its external ID and is not moved; a request that still names it
          creates it again. From the audit log it can be created again too, with a new ID and without its
          metadata.
        </p>
        {!access.may && <p className="px-4 pb-3 text-[0.8125rem] text-muted">{access.reason}</p>}
        <div className="flex justify-end border-t border-line px-4 py-3">
          <Button
            className="max-w-full text-danger"
            disabledReason={reason}
            onPointerEnter={prepare}
            onFocus={prepare}
            onClick={() => {
              request();
              setOpen(true);
            }}
          >
            <span className="truncate">
              Delete <bdi>{name}</bdi>
            </span>
          </Button>
        </div>
      </div>
      {open && DeleteDialog !== undefined && (
        <DeleteDialog
          identity={{ _id, external_id, display_name, email, tags, metrics }}
          // The dialog stands until the next page is there: under it is half a pair.
          onClose={() => !leaving.current && setOpen(false)}
          onDeleted={() => {
            leaving.current = true;
            router.replace(identityHref(survivor._id));
          }}
        />
      )}
    </section>
  );
}
