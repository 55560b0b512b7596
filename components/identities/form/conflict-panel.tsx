'use client';

import clsx from 'clsx';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { FIELD_LABELS, type IdentityField, type IdentityValues } from '@/lib/identity/identity-values';
import type { Choice, Choices, Conflict } from './conflict';

/**
 * Both versions of every field that two people changed, and a choice for each. Nothing is chosen beforehand: neither
 * version may win by being overlooked.
 *
 * @param missing the fields a save was tried without a choice for
 */
export function ConflictPanel({
  conflict,
  choices,
  missing,
  onChoose,
}: {
  conflict: Conflict;
  choices: Choices;
  missing: readonly IdentityField[];
  onChoose: (field: IdentityField, choice: Choice) => void;
}) {
  const panel = useRef<HTMLElement>(null);
  const title = useId();
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'start' });
  }, [conflict]);
  return (
    <section
      ref={panel}
      aria-labelledby={title}
      tabIndex={-1}
      className="rounded-lg border border-warning/35 bg-warning-soft p-4 outline-none focus-visible:outline-2"
    >
      <div role="alert">
        <h2 id={title} className="flex items-start gap-2 font-medium">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
          Someone else changed this identity meanwhile
        </h2>
        <p className="pt-1 pl-6 text-ink/85">
          Nothing was saved.{' '}
          {conflict.fields.length > 0
            ? 'Choose what to keep, then save again.'
            : 'Their change does not touch yours: look at it below, then save again.'}
          {conflict.theirs.length > 0 &&
            ` Taken over from them: ${conflict.theirs.map((field) => FIELD_LABELS[field]).join(', ')}.`}
        </p>
      </div>
      <div className="space-y-3 pt-3">
        {conflict.fields.map((field) => (
          <FieldChoice
            key={field}
            field={field}
            conflict={conflict}
            choice={choices[field]}
            missing={missing.includes(field) && choices[field] === undefined}
            onChoose={(choice) => onChoose(field, choice)}
          />
        ))}
      </div>
    </section>
  );
}

const FORM_WORDS = {
  mine: 'Keep mine',
  stored: 'Keep what is stored now',
  opened: 'When you opened it:',
};

/** One field that two people changed, and the choice between their versions. */
export function FieldChoice({
  field,
  conflict,
  choice,
  missing,
  onChoose,
  words = FORM_WORDS,
}: {
  field: IdentityField;
  conflict: Conflict;
  choice: Choice | undefined;
  missing: boolean;
  onChoose: (choice: Choice) => void;
  words?: typeof FORM_WORDS;
}) {
  const id = useId();
  const versions: [Choice, string, IdentityValues][] = [
    ['mine', words.mine, conflict.mine],
    ['stored', words.stored, conflict.stored],
  ];
  return (
    <fieldset
      role="radiogroup"
      aria-invalid={missing || undefined}
      aria-describedby={missing ? `${id}-error` : undefined}
      className="panel min-w-0 p-3"
    >
      <legend className="float-left font-medium">{FIELD_LABELS[field]}</legend>
      <div className="clear-both grid gap-2 pt-2 sm:grid-cols-2">
        {versions.map(([value, label, values]) => (
          <label
            key={value}
            className={clsx(
              'flex min-w-0 cursor-pointer items-start gap-2 rounded-md border p-2.5',
              choice === value ? 'border-accent bg-accent-soft' : 'border-line hover:border-line-strong',
            )}
          >
            <input
              type="radio"
              name={id}
              value={value}
              checked={choice === value}
              data-conflict-choice={field}
              className="mt-0.5 size-4 shrink-0 accent-(--accent)"
              onChange={() => onChoose(value)}
            />
            <span className="min-w-0 flex-1">
              <span className="block text-[0.8125rem] font-medium">{label}</span>
              <Version field={field} values={values} />
            </span>
          </label>
        ))}
      </div>
      <div className="pt-2 text-[0.8125rem] text-muted">
        {words.opened} <Version field={field} values={conflict.opened} />
      </div>
      {missing && (
        <p id={`${id}-error`} className="pt-1.5 text-[0.8125rem] text-danger">
          Choose which value to keep.
        </p>
      )}
    </fieldset>
  );
}

/** One field's value, as text. Values are data: isolated, cut by scrolling only. */
function Version({ field, values }: { field: IdentityField; values: IdentityValues }) {
  if (field === 'tags') {
    if (values.tags.length === 0) return <em>no tags</em>;
    return <bdi className="line-clamp-6 text-ink">{values.tags.join(', ')}</bdi>;
  }
  if (field === 'metadata_text')
    return (
      <code className="block max-h-40 overflow-auto text-xs whitespace-pre-wrap text-ink">
        {values.metadata_text}
      </code>
    );
  return values[field] === '' ? (
    <em>not set</em>
  ) : (
    <bdi className="line-clamp-6 text-ink">{values[field]}</bdi>
  );
}
