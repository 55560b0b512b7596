'use client';

import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Check, ListFilter } from 'lucide-react';
import { useState } from 'react';
import { Popover } from '@/components/ui/popover';
import { ShortText } from '@/components/ui/short-text';
import { tagSuggestionOptions } from '@/lib/queries/identities';

/** Most suggestions drawn at once; typing narrows them down. */
const MOST_SHOWN = 100;

/** The choice of tags: seen ones with counts, and free entry, because the API has no list of its tags. */
export default function TagFilterPanel({
  tags,
  onChange,
}: {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}) {
  const [open, setOpen] = useState(true);
  const [text, setText] = useState('');
  const wanted = text.trim();
  const suggestions = useQuery({ ...tagSuggestionOptions(wanted), enabled: open });
  // While the answer for this text is on its way, the last one stays, less what the text rules out.
  const seen = (suggestions.data ?? [])
    .filter(({ tag }) => tag.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, MOST_SHOWN);
  const isSeen = seen.some(({ tag }) => tag === wanted);
  const offersNew = wanted !== '' && !isSeen;

  // The highlighted option stays where it is while answers come and go; when it goes itself, the first one is it.
  // Enter must never take a tag that is not the typed one just because the answer was slower than the typing.
  const [picked, setPicked] = useState('');
  const options = [...seen.map(({ tag }) => `tag:${tag}`), ...(offersNew ? [`new:${wanted}`] : [])];
  const first = suggestions.isPlaceholderData && offersNew ? `new:${wanted}` : (options[0] ?? '');
  const highlighted = options.includes(picked) ? picked : isSeen ? `tag:${wanted}` : first;

  const toggle = (tag: string) => {
    onChange(tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag]);
    setText('');
  };

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Filter by tags"
      trigger={
        <button type="button" className="button button-secondary">
          <ListFilter aria-hidden="true" className="size-4" />
          Filter by tags
        </button>
      }
    >
      <Command
        shouldFilter={false}
        label="Tags"
        className="w-72"
        value={highlighted}
        onValueChange={setPicked}
      >
        <Command.Input
          value={text}
          onValueChange={(typed) => {
            setText(typed);
            setPicked('');
          }}
          placeholder="Find or type a tag"
          aria-label="Tag"
          className="input w-full"
        />
        <p className="px-1 pt-2 text-xs text-muted">Shows identities with any of the chosen tags.</p>
        <Command.List className="mt-1 max-h-72 overflow-y-auto" label="Tags seen so far">
          {seen.map(({ tag, identities }) => (
            <Command.Item key={tag} value={`tag:${tag}`} onSelect={() => toggle(tag)} className="option">
              <Check
                aria-hidden="true"
                className={tags.includes(tag) ? 'size-4 shrink-0' : 'invisible size-4 shrink-0'}
              />
              <ShortText value={tag} className="min-w-0 flex-1" />
              {tags.includes(tag) && <span className="sr-only">, chosen</span>}
              <span
                className="text-xs text-muted tabular-nums"
                title={`Seen on ${identities} identities so far`}
              >
                {identities}
              </span>
            </Command.Item>
          ))}
          {offersNew && (
            <Command.Item value={`new:${wanted}`} onSelect={() => toggle(wanted)} className="option">
              <span className="size-4 shrink-0" aria-hidden="true" />
              <span className="min-w-0 truncate">
                Filter by “<bdi>{wanted}</bdi>”
              </span>
            </Command.Item>
          )}
          {wanted === '' && seen.length === 0 && !suggestions.isPending && (
            <p className="px-2 py-3 text-sm text-muted">No tags seen yet. Type one.</p>
          )}
        </Command.List>
      </Command>
    </Popover>
  );
}
