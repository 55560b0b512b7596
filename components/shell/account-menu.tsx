'use client';

import { CircleUserRound, ListChecks, LogOut, UserRoundCog, UsersRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator, MenuSwitch } from '@/components/ui/menu';
import { operatorMay } from '@/lib/auth/operator';
import { useOperator } from './operator';
import { applyTheme, currentTheme } from './preferences';
import { useShortcuts } from './shortcuts';
import { signOut } from './sign-out';

const THEME_OPTIONS = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Theme and shortcuts. Mounted open, by the button it replaces. */
export default function AccountMenu() {
  const [theme, setTheme] = useState(currentTheme);
  const { enabled, setEnabled, openHelp } = useShortcuts();
  const operator = useOperator();
  const router = useRouter();
  return (
    <Menu
      defaultOpen
      trigger={
        <button type="button" aria-label="Account" data-tip="Account" className="icon-button size-8">
          <CircleUserRound aria-hidden="true" className="size-5" />
        </button>
      }
    >
      {operator !== undefined && (
        <>
          <MenuLabel>
            <span className="block font-medium">
              <bdi>{operator.name}</bdi>
            </span>
            <span className="block text-[0.8125rem] text-muted">
              <bdi>{operator.email}</bdi> · {operator.role}
            </span>
          </MenuLabel>
          <MenuItem onSelect={() => router.push('/account')}>
            <UserRoundCog aria-hidden="true" className="size-4" />
            Your account
          </MenuItem>
          <MenuItem onSelect={() => router.push('/jobs')}>
            <ListChecks aria-hidden="true" className="size-4" />
            Jobs
          </MenuItem>
          {operatorMay(operator, 'operator.manage') && (
            <MenuItem onSelect={() => router.push('/operators')}>
              <UsersRound aria-hidden="true" className="size-4" />
              Operators
            </MenuItem>
          )}
          <MenuSeparator />
        </>
      )}
      <MenuChoice
        label="Theme"
        value={theme}
        options={THEME_OPTIONS}
        onChange={(chosen) => {
          setTheme(chosen);
          applyTheme(chosen);
        }}
      />
      <MenuSeparator />
      <MenuSwitch checked={enabled} onChange={setEnabled}>
        Single-key shortcuts
      </MenuSwitch>
      <MenuItem onSelect={openHelp} keys="?">
        <span aria-hidden="true" className="size-4" />
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={signOut}>
        <LogOut aria-hidden="true" className="size-4" />
        Sign out
      </MenuItem>
    </Menu>
  );
}
