'use client';

import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { identityName } from '@/lib/identity/identity-name';
import { identityHref, trustedListQuery } from '@/lib/identity/list-address';
import { exactMatch, pastedReference } from '@/lib/identity/pasted-reference';
import { identityListOptions, identityLookupOptions, type IdentityLabel } from '@/lib/queries/identities';
import { applyTheme } from './preferences';
import { usePermission } from './operator';
import { recentIdentities } from './recent-identities';
import { useShortcuts } from './shortcuts';

/** Pause after the last key, in milliseconds. */
const PAUSE_MS = 200;

/** Finds identities and runs what the dashboard can do, without a mouse. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { enabled: singleKeys, openHelp } = useShortcuts();
  const { may: mayWrite } = usePermission('identity.write');
  const [text, setText] = useState('');
  const settled = useSettled(text.trim());
  const { found, state } = useFound(settled);

  const go = (run: () => void) => () => {
    onClose();
    run();
  };
  const actions: { label: string; keys?: string; run: () => void }[] = [
    ...(mayWrite ? [{ label: 'New identity', keys: 'c', run: () => router.push('/identities/new') }] : []),
    { label: 'Use the system theme', run: () => applyTheme('system') },
    { label: 'Use the light theme', run: () => applyTheme('light') },
    { label: 'Use the dark theme', run: () => applyTheme('dark') },
    { label: 'Keyboard shortcuts', keys: '?', run: openHelp },
  ];
  const pages = [
    { label: 'Identities', keys: 'g i', run: () => router.push('/identities') },
    { label: 'Overview', keys: 'g o', run: () => router.push('/overview') },
    { label: 'Audit log', keys: 'g a', run: () => router.push('/audit') },
    { label: 'Jobs', run: () => router.push('/jobs') },
  ];
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
              <Item
                key={identity._id}
                value={`identity:${identity._id}`}
                onSelect={go(() => router.push(identityHref(identity._id)))}
              >
                <bdi className="truncate">{identityName(identity)}</bdi>
                <span className="ml-auto truncate pl-4 text-xs text-muted">
                  {exactMatch(identity, settled) !== undefined ? (
                    `exact ${exactMatch(identity, settled)}`
                  ) : (
                    <bdi>{identity.external_id}</bdi>
                  )}
                </span>
              </Item>
            ))}
          </Group>
          <Group heading="Actions">
            {actions.filter(matches).map(({ label, keys, run }) => (
              <Item
                key={label}
                value={`action:${label}`}
                keys={singleKeys ? keys : undefined}
                onSelect={go(run)}
              >
                {label}
              </Item>
            ))}
          </Group>
          <Group heading="Pages">
            {pages.filter(matches).map(({ label, keys, run }) => (
              <Item
                key={label}
                value={`page:${label}`}
                keys={singleKeys ? keys : undefined}
                onSelect={go(run)}
              >
                {label}
              </Item>
            ))}
          </Group>
        </Command.List>
        <p role="status" aria-live="polite" className="border-t border-line px-4 py-2 text-xs text-muted">
          {summary(text.trim(), settled, state, found.length)}
        </p>
      </Command>
    </Dialog>
  );
}

/** What the search has come to, in one line that is announced. A failed search never reads as "nothing found". */
function summary(
  text: string,
  settled: string,
  state: 'idle' | 'searching' | 'failed' | 'done',
  count: number,
): string {
  if (text.length < 2) return 'Type at least 2 characters to find identities.';
  if (text !== settled || state === 'searching') return 'Searching identities…';
  if (state === 'failed') return 'Identities could not be searched. Pages and actions still work.';
  if (state === 'idle') return 'This text is too long to search for.';
  if (count === 0) return 'No identities match.';
  return count === 1 ? '1 identity found.' : `${count} identities found.`;
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

function Item({
  value,
  keys,
  onSelect,
  children,
}: {
  value: string;
  keys?: string | undefined;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item value={value} onSelect={onSelect} className="option">
      {children}
      {keys !== undefined && (
        <span className="ml-auto flex gap-1" aria-hidden="true">
          {keys.split(' ').map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
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
function useFound(text: string): { found: IdentityLabel[]; state: 'idle' | 'searching' | 'failed' | 'done' } {
  const reference = pastedReference(text);
  const enabled = reference !== undefined;
  const exact = useQuery({ ...identityLookupOptions(reference ?? ''), enabled });
  const listed = useQuery({
    ...identityListOptions({ ...trustedListQuery(new URLSearchParams()), search: text, limit: 10 }),
    enabled,
  });
  if (!enabled) return { found: [], state: 'idle' };
  const first: IdentityLabel[] = exact.data === undefined ? [] : [exact.data];
  const rows: IdentityLabel[] = listed.data?.rows ?? [];
  // That no identity has exactly this id is an answer of the lookup, not a failure of the search.
  const state = listed.isError ? 'failed' : listed.isFetching || exact.isFetching ? 'searching' : 'done';
  return { found: [...first, ...rows.filter((row) => row._id !== exact.data?._id)], state };
}
