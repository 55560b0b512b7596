'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toasts';
import { saveIdentity } from '@/lib/actions/identities';
import type { AppError } from '@/lib/errors/app-error';
import { identityName } from '@/lib/identity/identity-name';
import type { DialogIdentity } from './dialog-identity';
import { TagsField } from './form/tags-field';
import { showSavedRow } from './form/written-rows';

/** Changes the tags of one identity without leaving the list or its page, with the same checks as the form. */
export default function TagsDialog({ identity, onClose }: { identity: DialogIdentity; onClose: () => void }) {
  const client = useQueryClient();
  const box = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<string[]>([...identity.tags]);
  const [tags, setTags] = useState<string[]>([...identity.tags]);
  const [theirs, setTheirs] = useState<string[]>();
  const [notice, setNotice] = useState<string>();
  const [error, setError] = useState<AppError>();
  const [pending, startTransition] = useTransition();
  const changed = JSON.stringify(opened) !== JSON.stringify(tags);

  const save = () => {
    setError(undefined);
    setNotice(changed ? undefined : 'Nothing to save.');
    if (!changed) return;
    startTransition(async () => {
      const outcome = await saveIdentity({ id: identity._id, opened: { tags: opened }, values: { tags } }).catch(() => undefined);
      if (outcome?.ok !== true) {
        setError(outcome?.error ?? LOST);
        return;
      }
      if (outcome.value.status === 'changed-meanwhile') {
        // Saving again now means: these tags, in place of those.
        setOpened(outcome.value.current.tags);
        setTheirs(outcome.value.current.tags);
        return;
      }
      showSavedRow(client, outcome.value.identity);
      if (outcome.value.kept.length > 0) {
        setOpened(outcome.value.identity.tags);
        setNotice('The service answered with success but stored other tags than asked. They are shown here now.');
        setTags(outcome.value.identity.tags);
        return;
      }
      toast.success('Changes saved');
      onClose();
    });
  };

  return (
    <Dialog title={`Tags of ${identityName(identity)}`} onClose={onClose}>
      <div className="flex flex-col gap-3 px-5 py-3">
        {error !== undefined && <ErrorNotice error={error} className="mb-0" />}
        {theirs !== undefined && (
          <Notice
            tone="warning"
            title="Someone else changed these tags meanwhile"
            className="mb-0"
            action={
              <Button
                size="sm"
                onClick={() => {
                  setTags(theirs);
                  setTheirs(undefined);
                }}
              >
                Use theirs
              </Button>
            }
          >
            Stored now: <bdi>{theirs.length === 0 ? 'no tags' : theirs.join(', ')}</bdi>. “Save changes” puts yours in their place.
          </Notice>
        )}
        <TagsField value={tags} onChange={setTags} inputRef={box} />
        <p role="status" className="min-h-5 text-[0.8125rem] text-muted">
          {notice}
        </p>
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" pending={pending} onClick={save}>
          Save changes
        </Button>
      </div>
    </Dialog>
  );
}

const LOST: AppError = { kind: 'unreachable', reason: 'connection', message: 'The answer did not come.', outcomeUnknown: true };
