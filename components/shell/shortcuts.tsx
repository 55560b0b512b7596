'use client';

import { useRouter } from 'next/navigation';
import { createContext, use, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import { usePermission } from './operator';
import { keepPreference } from './preferences';

const loadDialog = () => import('./shortcuts-dialog');

/**
 * One single-key shortcut: `keys` is one key, or two pressed one after the other, such as `g i`; a capital is that
 * letter with Shift. `repeats`: it acts again and again while the key is held.
 */
export type Shortcut = { keys: string; label: string; run: () => void; repeats?: boolean };

/** Longest pause between the two keys of a sequence, in milliseconds. */
const SEQUENCE_MS = 1_000;

const registered = new Map<string, Shortcut[]>();

/** The shortcuts of the present page. */
export function presentShortcuts(): Shortcut[] {
  return [...registered.values()].map((entries) => entries.at(-1)).filter((entry) => entry !== undefined);
}

const Shortcuts = createContext({ enabled: true, setEnabled: (_on: boolean) => {}, openHelp: () => {} });

/** Whether single keys act, the switch for it (WCAG 2.1.4), and the list of them. */
export function useShortcuts() {
  return use(Shortcuts);
}

/** Registers a shortcut while the component is on screen. The latest component to ask for a key gets it. */
export function useShortcut(keys: string, label: string, run: () => void, repeats = false): void {
  const act = useEffectEvent(run);
  useEffect(() => {
    const entry = { keys, label, run: () => act(), repeats };
    const entries = registered.get(keys) ?? [];
    registered.set(keys, [...entries, entry]);
    return () => {
      const left = (registered.get(keys) ?? []).filter((other) => other !== entry);
      if (left.length === 0) registered.delete(keys);
      else registered.set(keys, left);
    };
  }, [keys, label, repeats]);
}

/** Where single keys are text, or belong to something that is open. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return true;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (
    target?.closest(
      'input:not([type=checkbox]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=menu], [role=listbox]',
    ) != null
  )
    return true;
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}

export function ShortcutsProvider({
  enabled: initially,
  children,
}: {
  enabled: boolean;
  children: ReactNode;
}) {
  const [enabled, setState] = useState(initially);
  const [help, setHelp] = useState(false);
  const { Part: ShortcutsDialog, request } = useOnIntent(loadDialog);
  const fetchDialog = useEffectEvent(request);
  useEffect(() => {
    if (help) fetchDialog();
  }, [help]);

  useEffect(() => {
    if (!enabled) return;
    let before: { key: string; at: number } | undefined;
    const press = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const sequence =
        before !== undefined && event.timeStamp - before.at < SEQUENCE_MS
          ? `${before.key} ${event.key}`
          : undefined;
      const found =
        (sequence !== undefined ? registered.get(sequence) : undefined) ?? registered.get(event.key);
      before = { key: event.key, at: event.timeStamp };
      const shortcut = found?.at(-1);
      if (shortcut === undefined || (event.repeat && shortcut.repeats !== true)) return;
      event.preventDefault();
      before = undefined;
      shortcut.run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [enabled]);

  const value = useMemo(
    () => ({
      enabled,
      setEnabled: (on: boolean) => {
        setState(on);
        keepPreference('single-keys', on ? 'on' : 'off');
      },
      openHelp: () => setHelp(true),
    }),
    [enabled],
  );
  return (
    <Shortcuts value={value}>
      {children}
      <PageShortcuts onHelp={() => setHelp(true)} />
      {help && ShortcutsDialog !== undefined && <ShortcutsDialog onClose={() => setHelp(false)} />}
    </Shortcuts>
  );
}

/** The shortcuts that every page has. */
function PageShortcuts({ onHelp }: { onHelp: () => void }) {
  const router = useRouter();
  useShortcut('?', 'Show keyboard shortcuts', onHelp);
  useShortcut('g i', 'Go to identities', () => router.push('/identities'));
  useShortcut('g o', 'Go to the overview', () => router.push('/overview'));
  useShortcut('g a', 'Go to the audit log', () => router.push('/audit'));
  return usePermission('identity.write').may ? <WriteShortcuts /> : null;
}

/** Those of operators who may change something. */
function WriteShortcuts() {
  const router = useRouter();
  useShortcut('c', 'Create an identity', () => router.push('/identities/new'));
  return null;
}
