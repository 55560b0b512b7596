'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { Field } from '@/components/ui/field';
import { tagSuggestionOptions } from '@/lib/queries/identities';
import { Optional } from './optional';
import { TagChips } from './tag-chips';
import { TagSuggestions, tagOptions } from './tag-suggestions';
import { addTags, caseTwins, partsTags, quotedTags, splitTags } from './tag-rules';

/**
 * Tags as chips with a box to add more: Enter or a comma adds, Backspace in the empty box removes the last, a pasted
 * list is split. Suggestions are tags seen so far; free entry stands last. Usable with or without react-hook-form.
 */
export function TagsField({
  value: tags,
  onChange,
  onBlur,
  error,
  id: givenId,
  inputRef,
  optional = false,
}: {
  value: string[];
  onChange: (tags: string[]) => void;
  onBlur?: () => void;
  error?: string | undefined;
  id?: string;
  inputRef?: Ref<HTMLInputElement>;
  optional?: boolean;
}) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const listId = `${id}-options`;
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  // By its tag, not its place: answers that arrive late must not move the choice.
  const [active, setActive] = useState<string>();
  const [hint, setHint] = useState('');
  // Chips show what was added or removed; only those who do not see them need it said.
  const [quiet, setQuiet] = useState(false);

  const suggestions = useQuery({ ...tagSuggestionOptions(useDeferredValue(text.trim())), enabled: open });
  const options = useMemo(
    () => tagOptions(suggestions.data ?? [], text, tags),
    [suggestions.data, text, tags],
  );
  const shown = open && options.length > 0;
  const at = shown && active !== undefined ? options.findIndex(({ tag }) => tag === active) : -1;
  const twins = useMemo(() => caseTwins(tags), [tags]);

  /** Adds texts; whatever could not be added is said, and stays out of the box. */
  const add = (texts: readonly string[]) => {
    const result = addTags(tags, texts);
    if (result.added.length > 0) onChange(result.tags);
    setText('');
    setActive(undefined);
    // Typing or an arrow opens it again; until then it must not lie over what stands below.
    setOpen(false);
    const repeated =
      result.repeated.length > 0 &&
      `${quotedTags(result.repeated)} ${result.repeated.length === 1 ? 'is' : 'are'} already there.`;
    const added = result.added.length > 0 && `Added ${quotedTags(result.added)}.`;
    setQuiet(result.refused === undefined && repeated === false);
    setHint([result.refused, repeated, added].filter(Boolean).join(' '));
  };

  const remove = (tag: string, at: number) => {
    onChange(tags.filter((_, index) => index !== at));
    setQuiet(true);
    setHint(`Removed “${tag}”.`);
  };

  const type = (typed: string) => {
    setHint('');
    if (partsTags(typed)) {
      add(splitTags(typed));
      return;
    }
    setText(typed);
    setOpen(true);
    setActive(undefined);
  };

  const move = (step: 1 | -1) => {
    if (!open) setOpen(true);
    if (options.length === 0) return;
    const from = at === -1 && step === -1 ? options.length : at;
    setActive(options[(from + step + options.length) % options.length]?.tag);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (text.trim() !== '') add([text]);
      return; // The form around it submits.
    }
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      if (event.key === 'Enter' && at !== -1 && active !== undefined) add([active]);
      else if (text.trim() !== '') add([text]);
    } else if (event.key === 'Backspace' && text === '') {
      const last = tags.at(-1);
      if (last !== undefined && !event.repeat) remove(last, tags.length - 1);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && shown) {
      // Only the list closes; a dialog around it stays.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setActive(undefined);
    }
  };

  return (
    <div>
      <Field
        id={id}
        label="Tags"
        error={error}
        {...(optional && { action: <Optional /> })}
        {...(error === undefined && {
          hint: 'Enter or a comma adds a tag, Backspace removes the last. Lists can be pasted.',
        })}
      >
        {(parts) => (
          <div className="relative">
            <div
              className="input flex h-auto min-h-9 flex-wrap items-center gap-1 px-1.5 py-1 focus-within:outline-2 focus-within:outline-accent has-[button:focus-visible]:outline-none has-[[aria-invalid=true]]:border-danger"
              onPointerDown={(event) => {
                if (event.target !== event.currentTarget) return;
                event.preventDefault();
                box.current?.focus();
              }}
            >
              <TagChips
                tags={tags}
                onRemove={(tag, at) => {
                  remove(tag, at);
                  box.current?.focus();
                }}
              />
              <input
                ref={(element) => {
                  box.current = element;
                  if (typeof inputRef === 'function') inputRef(element);
                  else if (inputRef) inputRef.current = element;
                }}
                {...parts}
                role="combobox"
                aria-expanded={shown}
                aria-controls={listId}
                aria-autocomplete="list"
                aria-activedescendant={at === -1 ? undefined : `${listId}-${at}`}
                autoCapitalize="off"
                autoCorrect="off"
                autoComplete="off"
                spellCheck={false}
                enterKeyHint="enter"
                dir="auto"
                value={text}
                placeholder={tags.length === 0 ? 'Add a tag' : undefined}
                className="h-7 min-w-24 flex-1 border-0 bg-transparent px-1 outline-none"
                onChange={(event) => type(event.target.value)}
                onPaste={(event) => {
                  // The box is one line and would glue the lines of a list together.
                  const pasted = event.clipboardData.getData('text');
                  if (!partsTags(pasted)) return;
                  event.preventDefault();
                  add(splitTags(`${text}${pasted}`));
                }}
                onKeyDown={onKeyDown}
                onClick={() => setOpen(true)}
                onBlur={() => {
                  // What was typed is a tag that was not finished; leaving the box must not lose it.
                  if (text.trim() !== '') add([text]);
                  setOpen(false);
                  setActive(undefined);
                  onBlur?.();
                }}
              />
            </div>
            <TagSuggestions
              id={listId}
              open={shown}
              options={options}
              active={at}
              onActive={setActive}
              onPick={(tag) => add([tag])}
            />
          </div>
        )}
      </Field>
      <p role="status" className={quiet ? 'sr-only' : 'text-[0.8125rem] text-muted not-empty:pt-1'}>
        {hint}
      </p>
      {twins.length > 0 && (
        <p className="pt-1 text-[0.8125rem] text-warning">
          {twins.map((group) => group.map((tag) => `“${tag}”`).join(' and ')).join('; ')} differ only by upper
          and lower case.
        </p>
      )}
    </div>
  );
}
