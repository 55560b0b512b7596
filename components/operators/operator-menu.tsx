'use client';

import { MoreHorizontal } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import {
  refusedDisabling,
  refusedPasswordLink,
  refusedRoleChange,
  type OperatorRow,
} from '@/lib/auth/operator-rows';

const RoleDialog = lazy(() => import('./role-dialog'));
const ConfirmDialog = lazy(() => import('./confirm-dialog'));
const PasswordLinkDialog = lazy(() => import('./password-link-dialog'));

type Open = 'role' | 'disable' | 'enable' | 'end' | 'password';

/** What can be done with one operator. Mounted open, by the button it replaces; what cannot be done says why. */
export default function OperatorMenu({
  row,
  byPassword,
  rolesFromSso,
}: {
  row: OperatorRow;
  byPassword: boolean;
  rolesFromSso: boolean;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<Open>();
  const dialog = { row, opener: button, onClose: () => setOpen(undefined) };
  const ends = row.self ? row.sign_ins - 1 : row.sign_ins;
  return (
    <>
      <Menu
        defaultOpen
        trigger={
          <button ref={button} type="button" aria-label={`Actions for ${row.name}`} className="icon-button">
            <MoreHorizontal aria-hidden="true" className="size-4" />
          </button>
        }
      >
        <MenuItem disabledReason={refusedRoleChange(row, rolesFromSso)} onSelect={() => setOpen('role')}>
          Change role…
        </MenuItem>
        <MenuItem disabledReason={refusedPasswordLink(row, byPassword)} onSelect={() => setOpen('password')}>
          Link for a new password…
        </MenuItem>
        <MenuItem
          disabledReason={
            ends > 0 ? undefined : row.self ? 'You are signed in nowhere else.' : 'Is not signed in anywhere.'
          }
          onSelect={() => setOpen('end')}
        >
          {row.self ? `End other sign-ins (${ends})…` : `End sign-ins (${ends})…`}
        </MenuItem>
        <MenuSeparator />
        {row.state === 'disabled' ? (
          <MenuItem onSelect={() => setOpen('enable')}>Enable…</MenuItem>
        ) : (
          <MenuItem danger disabledReason={refusedDisabling(row)} onSelect={() => setOpen('disable')}>
            Disable…
          </MenuItem>
        )}
      </Menu>
      <Suspense>
        {open === 'role' && <RoleDialog {...dialog} />}
        {open === 'password' && <PasswordLinkDialog {...dialog} />}
        {(open === 'disable' || open === 'enable' || open === 'end') && (
          <ConfirmDialog {...dialog} change={open} />
        )}
      </Suspense>
    </>
  );
}
