'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Dialog } from '@/components/ui/dialog';
import { formatCount } from '@/lib/format/numbers';
import { identityName } from '@/lib/identity/identity-name';
import { identityHref } from '@/lib/identity/list-address';
import { PASTED_MOST, pastedMany, readsLikeMany } from '@/lib/identity/pasted-many';
import { exactMatch } from '@/lib/identity/pasted-reference';
import { handOverValues } from '@/lib/queries/pasted-values';
import { byWords } from './matches-words';
import { useOperator } from './operator';
import type { PageCommand } from './page-commands';
import { PaletteGroup, PaletteItem } from './palette-list';
import { recentIdentities } from './recent-identities';
import { useShortcuts } from './shortcuts';
import { useFound, type Found } from './use-found';
import { usePaletteActions } from './use-palette-actions';

/**
 * Finds identities and runs what the present page and the dashboard can do, without a mouse.
 *
 * What matches the words of an action is there at once and stands above the identities, which come later: nothing that
 * arrives moves what is highlighted.
 */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { enabled: singleKeys } = useShortcuts();
  const operator = useOperator();
  const [typed, setTyped] = useState('');
  const [pasted, setPasted] = useState('');
  const [why, setWhy] = useState<string>();
  const text = typed.trim();
  const found = useFound(text);
  const { actions, pages } = usePaletteActions();
  const [recent] = useState(() => recentIdentities(operator?.id));

  const [highlighted, setHighlighted] = useState('');

  const type = (next: string) => {
    setTyped(next);
    setPasted('');
    setWhy(undefined);
  };
  /** Runs once the palette has gone and the focus is back on the page, where dialogs take it from. */
  const go = (run: () => void) => () => {
    flushSync(onClose);
    setTimeout(run);
  };
  const open = (id: string) => go(() => router.push(identityHref(id)));
  const itemOf = (group: string, command: PageCommand) => (
    <PaletteItem
      key={command.label}
      value={`${group}:${command.label}`}
      keys={singleKeys ? command.keys : undefined}
      off={command.disabledReason}
      onSelect={command.disabledReason === undefined ? go(command.run) : () => setWhy(command.disabledReason)}
    >
      {command.label}
    </PaletteItem>
  );

  // What many values were pasted as does not fit one line: it is kept beside it.
  const listed = pasted || (readsLikeMany(typed) ? typed : '');
  const many = pastedMany(listed);
  const lookUpMany = go(() => {
    handOverValues(many.values);
    router.push('/identities/paste');
  });

  // Options by the dozen would bury the rest: until something is typed, a choice is one entry that leads to them.
  const choices = [...new Set(actions.flatMap(({ choice }) => choice ?? []))];
  const plain = actions.filter(({ choice }) => choice === undefined || text !== '');
  return (
    <Dialog title="Command palette" hideTitle onClose={onClose}>
      <Command
        shouldFilter={false}
        label="Command palette"
        loop
        value={highlighted}
        onValueChange={setHighlighted}
      >
        <Command.Input
          autoFocus
          value={typed}
          onValueChange={type}
          onPaste={(event) => {
            const clip = event.clipboardData.getData('text').trim();
            if (!readsLikeMany(clip) || !/[\r\n\t]/.test(clip)) return;
            event.preventDefault();
            type('');
            setPasted(clip);
            setHighlighted('many');
          }}
          placeholder="Name, email, ID, or what to do"
          aria-label="Find an identity, a page or an action"
          className="h-12 w-full border-b border-line bg-transparent px-4 text-base focus-visible:outline-none"
        />
        <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5" label="Suggestions">
          <PaletteGroup heading="Pasted">
            {(many.values.length < 2 ? [] : [many.values.length]).map((count) => (
              <PaletteItem key="many" value="many" onSelect={lookUpMany}>
                {`Look up ${formatCount(count)} pasted values`}
                {many.left > 0 && (
                  <span className="ml-auto pl-4 text-xs text-muted">
                    {`the first of ${formatCount(count + many.left)}; at most ${formatCount(PASTED_MOST)} at once`}
                  </span>
                )}
              </PaletteItem>
            ))}
          </PaletteGroup>
          <PaletteGroup heading="Recent">
            {(text === '' ? recent : []).map(({ _id, name }) => (
              <PaletteItem key={_id} value={`recent:${_id}`} onSelect={open(_id)}>
                <bdi className="truncate">{name}</bdi>
              </PaletteItem>
            ))}
          </PaletteGroup>
          <PaletteGroup heading="Actions">
            {[
              ...byWords(plain, text).map((command) => itemOf('action', command)),
              ...(text === '' ? choices : []).map((choice) => (
                <PaletteItem
                  key={choice}
                  value={`choice:${choice}`}
                  onSelect={() => type(`${choice}: `)}
                >{`${choice}…`}</PaletteItem>
              )),
            ]}
          </PaletteGroup>
          <PaletteGroup heading="Pages">
            {byWords(pages, text).map((command) => itemOf('page', command))}
          </PaletteGroup>
          <PaletteGroup heading="Identities">
            {found.identities.map((identity) => (
              <PaletteItem
                key={`${found.text} ${identity._id}`}
                value={`identity:${identity._id}`}
                onSelect={open(identity._id)}
              >
                <bdi className="truncate">{identityName(identity)}</bdi>
                <span className="ml-auto truncate pl-4 text-xs text-muted">
                  {exactMatch(identity, found.text) !== undefined ? (
                    `exact ${exactMatch(identity, found.text)}`
                  ) : (
                    <bdi>{identity.external_id}</bdi>
                  )}
                </span>
              </PaletteItem>
            ))}
          </PaletteGroup>
        </Command.List>
        <p role="status" aria-live="polite" className="border-t border-line px-4 py-2 text-xs text-muted">
          {why ?? summary(text, found)}
        </p>
      </Command>
    </Dialog>
  );
}

/** What the search has come to, in one line that is announced. A failed search never reads as "nothing found". */
function summary(text: string, { identities, state }: Found): string {
  if (text.length < 2) return 'Type at least 2 characters to find identities.';
  if (state === 'searching') return 'Searching identities…';
  if (state === 'failed') return 'Identities could not be searched. Pages and actions still work.';
  if (state === 'idle') return 'This text is too long to search for.';
  const count = identities.length;
  if (count === 0) return 'No identities match.';
  return count === 1 ? '1 identity found.' : `${formatCount(count)} identities found.`;
}
