'use client';

import { CircleUserRound } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuChoice, MenuItem, MenuSeparator, MenuSwitch } from '@/components/ui/menu';
import { applyTheme, currentTheme } from './preferences';
import { useShortcuts } from './shortcuts';

const THEME_OPTIONS = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Theme and shortcuts. Mounted open, by the button it replaces. */
export default function AccountMenu() {
  const [theme, setTheme] = useState(currentTheme);
  const { enabled, setEnabled, openHelp } = useShortcuts();
  return (
    <Menu
      defaultOpen
      trigger={
        <button type="button" aria-label="Account" data-tip="Account" className="icon-button size-8">
          <CircleUserRound aria-hidden="true" className="size-5" />
        </button>
      }
    >
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
    </Menu>
  );
}
