'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { viewHref, viewsOptions } from '@/lib/queries/views';
import { usePermission } from './operator';
import { pageCommands, type PageCommand } from './page-commands';
import { applyTheme } from './preferences';
import { shortcutWords } from './shortcut-words';
import { presentShortcuts, useShortcuts } from './shortcuts';
import { signOut } from './sign-out';

/** What the palette can run on the page it was opened on, and where it can go. */
export function usePaletteActions(): { actions: PageCommand[]; pages: PageCommand[] } {
  const router = useRouter();
  const { openHelp } = useShortcuts();
  const { may: mayWrite } = usePermission('identity.write');
  const { may: mayManage } = usePermission('operator.manage');
  // As the page was when the palette opened: what its list holds does not move while it is read.
  const [onPage] = useState(pageCommands);
  const [shortcuts] = useState(presentShortcuts);

  const { data: saved } = useQuery(viewsOptions());

  // Two views may bear one name; the palette opens the first, the menu of views tells them apart.
  const views = new Map((saved?.views ?? []).toReversed().map((view) => [view.name, view]));
  const pages: PageCommand[] = [
    { label: 'Identities', keys: 'g i', run: () => router.push('/identities') },
    { label: 'Overview', keys: 'g o', run: () => router.push('/overview') },
    { label: 'Audit log', keys: 'g a', run: () => router.push('/audit') },
    { label: 'Jobs', run: () => router.push('/jobs') },
    { label: 'Look up many identities', run: () => router.push('/identities/paste') },
    { label: 'Your account', run: () => router.push('/account') },
    ...(mayManage ? [{ label: 'Operators', run: () => router.push('/operators') }] : []),
    ...[...views.values()].map((view) => ({
      label: `View: ${view.name}`,
      choice: 'View',
      run: () => router.push(viewHref(view)),
    })),
  ];
  const always: PageCommand[] = [
    ...(mayWrite ? [{ label: 'New identity', keys: 'c', run: () => router.push('/identities/new') }] : []),
    { label: 'Use the system theme', run: () => applyTheme('system') },
    { label: 'Use the light theme', run: () => applyTheme('light') },
    { label: 'Use the dark theme', run: () => applyTheme('dark') },
    { label: 'Keyboard shortcuts', keys: '?', run: openHelp },
    { label: 'Sign out', run: signOut },
  ];
  // A shortcut whose control stands on the page is that control; the others are listed by their own words.
  const named = new Set([...onPage, ...always, ...pages].map(({ keys }) => keys));
  const labels = new Set(onPage.map(({ label }) => label));
  return {
    actions: [
      ...onPage,
      ...shortcuts
        .filter(({ keys }) => !named.has(keys))
        .map((shortcut) => ({ ...shortcut, label: shortcutWords(shortcut) })),
      ...always.filter(({ label }) => !labels.has(label)),
    ],
    pages,
  };
}
