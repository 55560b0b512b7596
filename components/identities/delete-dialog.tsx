'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type RefObject } from 'react';
import { ConfirmFrame } from '@/components/actions/confirm-frame';
import { useWrite } from '@/components/actions/use-write';
import { forgetIdentity } from '@/components/shell/recent-identities';
import { useOnline } from '@/components/shell/use-online';
import { VisibleId } from '@/components/ui/bidi-text';
import { CopyButton } from '@/components/ui/copy-button';
import { toast } from '@/components/ui/toasts';
import { deleteIdentity } from '@/lib/actions/identities';
import type { AppError } from '@/lib/errors/app-error';
import { identityHref } from '@/lib/identity/list-address';
import { identityName } from '@/lib/identity/identity-name';
import { confirmationHint, confirmationText } from './detail/confirmation';
import { DeletionStakes } from './detail/deletion-stakes';
import { forgetDeleted } from './detail/forget-deleted';
import type { DialogIdentity } from './dialog-identity';

/**
 * Deletes one identity once its external id has been typed. There is no form around the box, so Enter in it deletes
 * nothing; the delete button has to be pressed itself.
 *
 * @param opener takes the focus when the dialog closes
 * @param onDeleted called before `onClose`, when the identity is known to be gone
 */
export default function DeleteDialog({
  identity,
  opener,
  onClose,
  onDeleted,
}: {
  identity: DialogIdentity;
  opener?: RefObject<HTMLElement | null>;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const client = useQueryClient();
  const online = useOnline();
  const { pending, write } = useWrite();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<AppError>();

  const expected = confirmationText(identity);
  const matches = typed === expected;
  const hint = confirmationHint(typed, expected);
  // An identity can come without an external id; its own id is typed then.
  const what = identity.external_id === '' ? 'ID' : 'external ID';

  const reason = !online
    ? 'You are offline; deleting waits until you are back.'
    : matches
      ? undefined
      : `Type the ${what} above first, exactly as it is written.`;

  const remove = () => {
    setError(undefined);
    write(
      () => deleteIdentity({ id: identity._id }),
      (outcome) => {
        if (!outcome.ok) {
          setError(outcome.error);
          return false;
        }
        forgetIdentity(identity._id);
        forgetDeleted(client, identity);
        toast.success('Identity deleted');
        onDeleted?.();
        onClose();
        return true;
      },
    );
  };

  return (
    <ConfirmFrame
      title={
        <span className="line-clamp-3 wrap-anywhere">
          Delete <bdi>{identityName(identity)}</bdi>?
        </span>
      }
      stakes={<DeletionStakes identity={identity} />}
      error={error}
      storedHref={identityHref(identity._id)}
      pending={pending}
      onTheWay="The deletion is on its way."
      button="Delete identity"
      reason={reason}
      opener={opener}
      onConfirm={remove}
      onClose={onClose}
    >
      <div className="flex flex-col gap-1.5">
        <div className="flex items-start justify-between gap-2">
          <label htmlFor={`${id}-box`} className="max-h-24 min-w-0 overflow-y-auto leading-7">
            Type{' '}
            <strong className="rounded bg-raised px-1 py-0.5 font-medium wrap-anywhere">
              <VisibleId value={expected} />
            </strong>{' '}
            to confirm
          </label>
          <span className="shrink-0">
            <CopyButton what={what} value={expected} />
          </span>
        </div>
        <input
          id={`${id}-box`}
          // The label marks what cannot be seen; the name is the plain text.
          aria-label={`Type ${expected} to confirm`}
          aria-describedby={`${id}-hint`}
          className="input w-full font-mono"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="done"
          dir="auto"
          readOnly={pending}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p id={`${id}-hint`} aria-live="polite" className="min-h-5 text-[0.8125rem] text-muted">
          {hint}
        </p>
      </div>
    </ConfirmFrame>
  );
}
