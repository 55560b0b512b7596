'use client';

import { Pencil } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { usePermission } from '@/components/shell/operator';
import { useShortcut } from '@/components/shell/shortcuts';
import { identityHref } from '@/lib/identity/list-address';
import { IntentLink } from '../intent-link';

/** The way to the edit form, also by `e`, for those whose role allows it; absent for others. */
export function EditLink({ id }: { id: string }) {
  return usePermission('identity.write').may ? <AllowedLink id={id} /> : null;
}

function AllowedLink({ id }: { id: string }) {
  const router = useRouter();
  const href = `${identityHref(id)}/edit` as const;
  useShortcut('e', 'Edit this identity', () => router.push(href));
  return (
    <IntentLink
      href={href}
      data-command="Edit"
      data-tip="Edit"
      data-keys="e"
      className="button button-primary"
    >
      <Pencil aria-hidden="true" className="size-3.5" />
      Edit
    </IntentLink>
  );
}
