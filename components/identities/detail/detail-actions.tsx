'use client';

import { Pencil } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { rememberIdentity } from '@/components/shell/recent-identities';
import { useShortcut } from '@/components/shell/shortcuts';
import { CopyButton } from '@/components/ui/copy-button';
import { identityHref, listSearch } from '@/lib/identity/list-address';
import { lastList } from '@/lib/queries/list-trail';
import type { DialogIdentity } from '../dialog-identity';
import { IntentLink } from '../intent-link';

const loadDialog = () => import('../delete-dialog');
const DeleteDialog = lazy(loadDialog);
const TagsDialog = lazy(() => import('../tags-dialog'));

/** Figures older than this are read again when the page is shown once more, in milliseconds. */
const STALE_MS = 30_000;

/** What can be done with the identity on screen. */
export function DetailActions({ identity, name, readAt }: { identity: DialogIdentity; name: string; readAt: string }) {
  const router = useRouter();
  const [dialog, setDialog] = useState<'tags' | 'delete'>();
  const href = identityHref(identity._id);
  const edit = `${href}/edit` as const;
  useShortcut('e', 'Edit this identity', () => router.push(edit));
  useEffect(() => rememberIdentity({ _id: identity._id, name }), [identity._id, name]);
  useEffect(() => {
    // A page that was prefetched, or comes back by Back, may be older than it looks.
    if (Date.now() - Date.parse(readAt) > STALE_MS) router.refresh();
  }, [readAt, router]);

  return (
    <>
      <CopyButton what="link" value={typeof window === 'undefined' ? '' : new URL(href, window.location.origin).href} text />
      <button type="button" className="button button-secondary" onClick={() => setDialog('tags')}>
        Edit tags
      </button>
      <IntentLink href={edit} className="button button-primary">
        <Pencil aria-hidden="true" className="size-4" />
        Edit
      </IntentLink>
      <button
        type="button"
        className="button button-secondary text-danger"
        onPointerEnter={() => void loadDialog()}
        onFocus={() => void loadDialog()}
        onClick={() => setDialog('delete')}
      >
        Delete
      </button>
      <Suspense>
        {dialog === 'tags' && <TagsDialog identity={identity} onClose={() => setDialog(undefined)} />}
        {dialog === 'delete' && (
          <DeleteDialog
            identity={identity}
            onClose={() => setDialog(undefined)}
            onDeleted={() => {
              const list = lastList();
              // In place of this entry, so that Back does not lead to a page that is gone.
              router.replace(`/identities${list === undefined ? '' : listSearch(list.query)}`);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
