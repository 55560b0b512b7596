'use client';

import { MoreHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useRef, useState } from 'react';
import { usePermission } from '@/components/shell/operator';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { identityHref, listSearch } from '@/lib/identity/list-address';
import { lastList, rememberOpenedRow } from '@/lib/queries/list-trail';
import { copyText } from '../copy-text';

const DeleteDialog = lazy(() => import('../delete-dialog'));
const RowBudgetDialog = lazy(() => import('@/components/budgets/row-budget-dialog'));
const TagsDialog = lazy(() => import('../tags-dialog'));

/** What can be done with one row. Mounted open, by the button it replaces. */
export default function RowMenu({ row, name }: { row: IdentityRow; name: string }) {
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  const [dialog, setDialog] = useState<'tags' | 'budget' | 'delete'>();
  const href = identityHref(row._id);
  const write = usePermission('identity.write');
  const budget = usePermission('budget.write');
  const remove = usePermission('identity.delete');
  const open = () => {
    const list = lastList();
    if (list !== undefined) rememberOpenedRow(listSearch(list.query), row._id);
  };

  return (
    <>
      <Menu
        defaultOpen
        align="end"
        trigger={
          <button ref={button} type="button" aria-label={`Actions for ${name}`} className="icon-button">
            <MoreHorizontal aria-hidden="true" className="size-4" />
          </button>
        }
      >
        <MenuItem
          onSelect={() => {
            open();
            router.push(href);
          }}
        >
          Open
        </MenuItem>
        <MenuItem onSelect={() => window.open(href, '_blank', 'noopener')}>Open in new tab</MenuItem>
        <MenuItem
          disabledReason={write.may ? undefined : write.reason}
          onSelect={() => {
            open();
            router.push(`${href}/edit`);
          }}
        >
          Edit
        </MenuItem>
        <MenuItem disabledReason={write.may ? undefined : write.reason} onSelect={() => setDialog('tags')}>
          Edit tags
        </MenuItem>
        <MenuItem
          disabledReason={budget.may ? undefined : budget.reason}
          onSelect={() => setDialog('budget')}
        >
          {row.budget === undefined ? 'Set budget…' : 'Edit budget…'}
        </MenuItem>
        <MenuItem onSelect={() => void copyText(row._id, 'ID')}>Copy ID</MenuItem>
        <MenuItem onSelect={() => void copyText(row.external_id, 'External ID')}>Copy external ID</MenuItem>
        <MenuItem onSelect={() => void copyText(new URL(href, window.location.origin).href, 'Link')}>
          Copy link
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          danger
          disabledReason={remove.may ? undefined : remove.reason}
          onSelect={() => setDialog('delete')}
        >
          Delete
        </MenuItem>
      </Menu>
      <Suspense>
        {dialog === 'delete' && (
          <DeleteDialog identity={row} opener={button} onClose={() => setDialog(undefined)} />
        )}
        {dialog === 'budget' && (
          <RowBudgetDialog identity={row} opener={button} onClose={() => setDialog(undefined)} />
        )}
        {dialog === 'tags' && (
          <TagsDialog identity={row} opener={button} onClose={() => setDialog(undefined)} />
        )}
      </Suspense>
    </>
  );
}
