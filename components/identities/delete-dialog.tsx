'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, useTransition } from 'react';
import { forgetIdentity } from '@/components/shell/recent-identities';
import { useOnline } from '@/components/shell/use-online';
import { ErrorNotice } from '@/components/errors/error-notice';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { VisibleId } from '@/components/ui/bidi-text';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toasts';
import { deleteIdentity } from '@/lib/actions/identities';
import type { AppError } from '@/lib/errors/app-error';
import { formatCount } from '@/lib/format/numbers';
import { identityName } from '@/lib/identity/identity-name';
import { dropDeletedRows } from './bulk/shown-rows';
import type { DialogIdentity } from './dialog-identity';

/**
 * Deletes one identity, once its external id has been typed. There is no form around the box, so Enter in it does
 * nothing; the button that deletes is the last, and "Cancel" has the first focus.
 *
 * @param onDeleted called after the identity was looked up and is gone
 */
export default function DeleteDialog({
  identity,
  onClose,
  onDeleted,
}: {
  identity: DialogIdentity;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const client = useQueryClient();
  const online = useOnline();
  const cancel = useRef<HTMLButtonElement>(null);
  const ids = useId();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<AppError>();
  const [pending, startTransition] = useTransition();
  const { external_id: externalId } = identity;
  const matches = typed === externalId;
  const reason = !online ? 'You are offline; deleting waits until you are back.' : mismatch(typed, externalId);

  const remove = () =>
    startTransition(async () => {
      const outcome = await deleteIdentity({ id: identity._id }).catch(() => undefined);
      if (outcome?.ok !== true) {
        setError(outcome?.error ?? LOST);
        return;
      }
      forgetIdentity(identity._id);
      dropDeletedRows(client, [identity]);
      toast.success('Identity deleted');
      onClose();
      onDeleted?.();
    });

  return (
    <AlertDialog
      title={
        <span className="line-clamp-3 break-words">
          Delete <bdi>{identityName(identity)}</bdi>?
        </span>
      }
      describedBy={`${ids}-stakes`}
      cancel={cancel}
      onClose={onClose}
    >
      <div className="flex flex-col gap-3 px-5 pb-4">
        <div id={`${ids}-stakes`} className="flex flex-col gap-2">
          <p>{requestsOf(identity)} This cannot be undone.</p>
          <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
            <li>Its profile, tags, metadata and budget are deleted with it.</li>
            <li>Its usage stays, under the external ID.</li>
            <li>A later request that names this external ID creates it again, with a new ID.</li>
          </ul>
        </div>
        {error !== undefined && <ErrorNotice error={error} className="mb-0" />}
        <div className="flex flex-col gap-1.5">
          <label htmlFor={`${ids}-box`} className="font-medium break-words">
            Type <VisibleId value={externalId} /> to confirm
          </label>
          <input
            id={`${ids}-box`}
            aria-label={`Type ${externalId} to confirm`}
            aria-describedby={`${ids}-reason`}
            className="input font-mono"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p id={`${ids}-reason`} className="min-h-5 text-[0.8125rem] text-muted">
            {reason}
          </p>
        </div>
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={cancel} onClick={onClose}>
          Cancel
        </Button>
        <Button variant="danger" disabled={!matches || !online} pending={pending} aria-describedby={`${ids}-reason`} onClick={remove}>
          Delete identity
        </Button>
      </div>
    </AlertDialog>
  );
}

/** The action's answer never came: the server may have deleted it all the same. */
const LOST: AppError = { kind: 'unreachable', reason: 'connection', message: 'The answer did not come.', outcomeUnknown: true };

function requestsOf({ metrics }: DialogIdentity): string {
  if (metrics === undefined) return 'Its requests of the last 30 days are not reported.';
  const { total_requests: requests } = metrics;
  if (requests === 0) return 'It made no requests in the last 30 days.';
  return `It made ${formatCount(requests)} ${requests === 1 ? 'request' : 'requests'} in the last 30 days.`;
}

/** Why the button cannot be pressed yet. */
export function mismatch(typed: string, externalId: string): string {
  if (typed === externalId) return '';
  if (typed === '') return 'The button works once the external ID is typed.';
  if (typed.trim() === externalId.trim()) return 'Almost: there is white space too much or too little at an end.';
  if (typed.toLowerCase() === externalId.toLowerCase()) return 'Almost: upper and lower case matter.';
  return 'This is not the external ID yet.';
}
