'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { saveIdentity } from '@/lib/actions/identities';
import type { AppError } from '@/lib/errors/app-error';
import { identityHref } from '@/lib/identity/list-address';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { TagConflict } from './detail/tag-conflict';
import type { DialogIdentity } from './dialog-identity';
import { submitOnModifiedEnter } from './form/form-keys';
import { TagsField } from './form/tags-field';
import { useWrite } from '@/components/actions/use-write';
import { showSavedRow } from './form/written-rows';
import { refreshSelected } from './selection';
import { savedToast } from './take-back/saved-toast';

/** Edits the tags of one identity where it is shown, with the same checks as its form. */
export default function TagsDialog({
  identity,
  opener,
  onClose,
}: {
  identity: DialogIdentity;
  /** Takes the focus when the dialog closes. */
  opener?: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { pending, write } = useWrite();
  const box = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<string[]>(() => [...identity.tags]);
  const [tags, setTags] = useState(opened);
  const [stored, setStored] = useState<string[]>();
  const [kept, setKept] = useState(false);
  const [error, setError] = useState<AppError>();

  const settleSaved = (saved: IdentityRecord, tagsKept: boolean, entry: string | undefined): boolean => {
    const { metadata_text: _metadata, workspace_id: _workspace, ...row } = saved;
    // A save is answered without figures, so those read before stay.
    refreshSelected({ ...row, metrics: row.metrics ?? identity.metrics });
    showSavedRow(client, saved);
    setKept(tagsKept);
    if (tagsKept) {
      setOpened(saved.tags);
      setTags(saved.tags);
      return false;
    }
    savedToast(client, entry);
    onClose();
    return true;
  };

  const save = () => {
    if (stored !== undefined) return;
    if (sameTags(tags, opened)) return onClose();
    setError(undefined);
    setKept(false);
    write(
      () => saveIdentity({ id: identity._id, opened: { tags: opened }, values: { tags } }),
      (outcome) => {
        if (!outcome.ok) {
          setError(outcome.error);
          return false;
        }
        const { value } = outcome;
        if (value.status === 'saved')
          return settleSaved(
            value.identity,
            value.kept.some(({ field }) => field === 'tags'),
            value.entry,
          );
        setStored(value.current.tags);
        return false;
      },
    );
  };

  const decide = (wanted: string[]) => {
    if (stored === undefined) return;
    setOpened(stored);
    setTags(wanted);
    setStored(undefined);
    box.current?.focus();
  };

  return (
    <Dialog
      title="Edit tags"
      description={identityName(identity)}
      opener={opener}
      onClose={() => {
        // Escape closes the suggestions first. Radix hears the key before the field can keep it from the dialog.
        if (!pending && box.current?.getAttribute('aria-expanded') !== 'true') onClose();
      }}
    >
      <form
        noValidate
        onKeyDown={submitOnModifiedEnter}
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog's events bubble through React to whatever form or row it was opened from.
          event.stopPropagation();
          save();
        }}
      >
        <div className="flex flex-col gap-3 px-5 pt-2 pb-4">
          {error !== undefined && (
            <ErrorNotice
              error={error}
              doing="change"
              storedHref={identityHref(identity._id)}
              className="mb-0"
            />
          )}
          {kept && (
            <Notice tone="warning" title="The service stored other tags than you asked for" className="mb-0">
              Below is what is stored now.
            </Notice>
          )}
          {stored !== undefined && (
            <TagConflict opened={opened} mine={tags} stored={stored} onDecide={decide} />
          )}
          <TagsField value={tags} onChange={setTags} inputRef={box} />
        </div>
        <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
          <Button disabledReason={pending ? 'The change is on its way.' : undefined} onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="primary"
            pending={pending}
            disabledReason={stored !== undefined ? 'Choose above which tags to keep first.' : undefined}
          >
            Save changes
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function sameTags(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
