'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { VisibleId } from '@/components/ui/bidi-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { createAgain } from '@/lib/actions/take-back';
import type { AuditEntry } from '@/lib/audit/entry';
import { keptValues } from '@/lib/audit/kept-values';
import type { AppError } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import { shownChanges } from '../form/shown-changes';
import { ChangeList } from '../form/change-list';
import { useWrite } from '@/components/actions/use-write';
import { showCreatedRow } from '../form/written-rows';

/** Creates a deleted identity again with its last values, and says before and after what does not come back. */
export default function CreateAgainDialog({
  entry,
  opener,
  onClose,
}: {
  /** The deletion. */
  entry: AuditEntry;
  opener?: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const router = useRouter();
  const { pending, write } = useWrite();
  const [error, setError] = useState<AppError>();
  const [made, setMade] = useState<IdentityRecord>();
  const externalId = entry.target_external_id ?? '';
  const { hiddenKeys } = keptValues(entry.changes, 'from');

  const create = () => {
    setError(undefined);
    write(
      () => createAgain({ entry: entry.id }),
      (outcome) => {
        if (!outcome.ok) {
          setError(outcome.error);
          return false;
        }
        showCreatedRow(client, outcome.value);
        setMade(outcome.value);
        return false;
      },
    );
  };
  const close = () => {
    if (pending) return;
    onClose();
    if (made !== undefined) router.refresh();
  };
  const restored = shownChanges(
    Object.fromEntries(
      Object.entries(entry.changes)
        .filter(([, change]) => change.hidden !== true)
        .map(([field, { from }]) => [field, { to: from }]),
    ),
  );
  return (
    <Dialog
      title={made === undefined ? 'Create this identity again?' : 'Created again'}
      opener={opener}
      onClose={close}
    >
      <div className="flex flex-col gap-3 px-5 pt-2 pb-4">
        {error !== undefined && (
          <>
            <ErrorNotice error={error} doing="change" className="mb-0" />
            {error.kind === 'conflict' && (
              <Link href={identityHref(externalId)} prefetch={false} className="link">
                Open the identity that has this external ID now
              </Link>
            )}
          </>
        )}
        {made === undefined ? (
          <>
            <p>
              A new identity with the external ID <VisibleId value={externalId} /> and its last known values:
            </p>
            {restored.length > 0 ? (
              <section aria-label="What comes back" className="panel overflow-hidden">
                <ChangeList changes={restored} only="after" />
              </section>
            ) : (
              <p className="text-muted">Nothing but its external ID is known.</p>
            )}
          </>
        ) : (
          <Notice tone="info" title="The identity is there again" className="mb-0">
            Its new ID is <VisibleId value={made._id} />.
          </Notice>
        )}
        <ul className="list-disc space-y-1 pl-5">
          <li>
            {made === undefined ? 'It gets a new ID' : 'It has a new ID'}: links and systems that name the old
            one
            {entry.target_id !== undefined && (
              <>
                , <VisibleId value={entry.target_id} />,
              </>
            )}{' '}
            do not lead to it.
          </li>
          <li>
            Usage is not moved: what was recorded stays with the old identity, on record under the external
            ID.
          </li>
          {hiddenKeys.length > 0 && (
            <li>
              Its metadata {made === undefined ? 'does not come back' : 'did not come back'} (
              <bdi>{hiddenKeys.join(', ')}</bdi>): the audit log keeps no values of metadata unless
              AUDIT_METADATA_VALUES is on.
            </li>
          )}
          <li>A budget that it had does not come back.</li>
        </ul>
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button
          autoFocus
          disabledReason={pending ? 'The identity is being created.' : undefined}
          onClick={close}
        >
          {made === undefined ? 'Cancel' : 'Close'}
        </Button>
        {made === undefined ? (
          <Button variant="primary" pending={pending} onClick={create}>
            Create again
          </Button>
        ) : (
          <Button
            variant="primary"
            onClick={() => {
              onClose();
              router.push(identityHref(made._id));
              router.refresh();
            }}
          >
            Open the identity
          </Button>
        )}
      </div>
    </Dialog>
  );
}
