'use client';

import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { identityName } from '@/lib/identity/identity-name';
import { identityHref, trustedListQuery } from '@/lib/identity/list-address';
import { exactMatch, pastedReference } from '@/lib/identity/pasted-reference';
import { identityListOptions, identityLookupOptions, type IdentityLabel } from '@/lib/queries/identities';
import { applyTheme } from './preferences';
import { recentIdentities } from './recent-identities';
import { useShortcuts } from './shortcuts';

/** Pause after the last key, in milliseconds. */
const PAUSE_MS = 200;

/** Finds identities and runs what the dashboard can do, without a mouse. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { openHelp } = useShortcuts();
  const [text, setText] = useState('');
  const settled = useSettled(text.trim());
  const found = useFound(settled);

  const go = (run: () => void) => () => {
    onClose();
    run();
  };
  const actions = [
    { label: 'New identity', run: () => router.push('/identities/new') },
    { label: 'Use the system theme', run: () => applyTheme('system') },
    { label: 'Use the light theme', run: () => applyTheme('light') },
    { label: 'Use the dark theme', run: () => applyTheme('dark') },
    { label: 'Keyboard shortcuts', run: openHelp },
  ];
  const pages = [{ label: 'Identities', run: () => router.push('/identities') }];
  const matches = ({ label }: { label: string }) => label.toLowerCase().includes(text.trim().toLowerCase());
  const recent = text.trim() === '' ? recentIdentities() : [];

  return (
    <Dialog title="Command palette" hideTitle onClose={onClose}>
      <Command shouldFilter={false} label="Command palette" loop>
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="Name, email, ID, or what to do"
          aria-label="Find an identity, a page or an action"
          className="h-12 w-full border-b border-line bg-transparent px-4 text-base focus-visible:outline-none"
        />
        <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5" label="Suggestions">
          <Group heading="Recent">
            {recent.map(({ _id, name }) => (
              <Item key={_id} value={`recent:${_id}`} onSelect={go(() => router.push(identityHref(_id)))}>
                <bdi className="truncate">{name}</bdi>
              </Item>
            ))}
          </Group>
          <Group heading="Identities">
            {found.map((identity) => (
              <Item key={identity._id} value={`identity:${identity._id}`} onSelect={go(() => router.push(identityHref(identity._id)))}>
                <bdi className="truncate">{identityName(identity)}</bdi>
                <span className="ml-auto truncate pl-4 text-xs text-muted">
                  {exactMatch(identity, settled) !== undefined ? `exact ${exactMatch(identity, settled)}` : <bdi>{identity.external_id}</bdi>}
                </span>
              </Item>
            ))}
          </Group>
          <Group heading="Actions">
            {actions.filter(matches).map(({ label, run }) => (
              <Item key={label} value={`action:${label}`} onSelect={go(run)}>
                {label}
              </Item>
            ))}
          </Group>
          <Group heading="Pages">
            {pages.filter(matches).map(({ label, run }) => (
              <Item key={label} value={`page:${label}`} onSelect={go(run)}>
                {label}
              </Item>
            ))}
          </Group>
          <Command.Empty className="px-3 py-6 text-center text-muted">
            {settled === text.trim() ? 'Nothing found.' : 'Searching…'}
          </Command.Empty>
        </Command.List>
      </Command>
    </Dialog>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item value={value} onSelect={onSelect} className="option">
      {children}
    </Command.Item>
  );
}

/** A text once it has stopped changing. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The exact one first, then what the list's own search finds: one search, whatever the place. */
function useFound(text: string): IdentityLabel[] {
  const reference = pastedReference(text);
  const enabled = reference !== undefined;
  const exact = useQuery({ ...identityLookupOptions(reference ?? ''), enabled });
  const listed = useQuery({ ...identityListOptions({ ...trustedListQuery(new URLSearchParams()), search: text, limit: 10 }), enabled });
  if (!enabled) return [];
  const first: IdentityLabel[] = exact.data === undefined ? [] : [exact.data];
  const rows: IdentityLabel[] = listed.data?.rows ?? [];
  return [...first, ...rows.filter((row) => row._id !== exact.data?._id)];
}
