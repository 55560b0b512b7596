'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Field } from '@/components/ui/field';
import { metadataKeyIssue, metadataValueIssue } from '@/lib/identity/metadata-value';
import type { Chosen } from './chosen';
import { JobDialog } from './job-dialog';
import { usePreparation } from './use-preparation';

type Mode = 'set' | 'remove';
const MODES: { mode: Mode; label: string }[] = [
  { mode: 'set', label: 'Set to a value' },
  { mode: 'remove', label: 'Remove the key' },
];

/** Sets one key of the metadata of what is chosen, or removes it. The other keys stay as they are. */
export default function MetadataJobDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [mode, setMode] = useState<Mode>('set');
  const [key, setKey] = useState('');
  const [text, setText] = useState('');
  // A half-written text is no mistake yet: what is wrong is said on leaving the box.
  const [left, setLeft] = useState<{ key?: true; text?: true }>({});
  const { job, setJob, error, pending, prepare } = usePreparation(chosen);
  // A dialog's content mounts after it.
  useEffect(() => box.current?.focus(), []);

  const keyIssue = metadataKeyIssue(key);
  const textIssue = mode === 'set' ? metadataValueIssue(key, text) : undefined;
  const goOn = () => {
    setLeft({ key: true, text: true });
    if (keyIssue !== undefined || textIssue !== undefined) return;
    prepare({ kind: 'metadata', key, ...(mode === 'set' && { value_text: text.trim() }) });
  };
  return (
    <JobDialog
      title="Set metadata"
      chosen={chosen}
      job={job}
      error={error}
      pending={pending}
      idle={keyIssue ?? textIssue}
      onContinue={goOn}
      onJob={setJob}
      onClose={onClose}
    >
      <Field
        id={`${id}-key`}
        label="Key"
        error={left.key === true ? keyIssue : undefined}
        hint="One key at the top of the metadata; the others stay as they are."
      >
        {(parts) => (
          <input
            {...parts}
            ref={box}
            className="input font-mono"
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            value={key}
            placeholder="plan"
            onChange={(event) => setKey(event.target.value)}
            onBlur={() => key !== '' && setLeft({ ...left, key: true })}
          />
        )}
      </Field>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="sr-only">What to do with the key</legend>
        {MODES.map((choice) => (
          <label key={choice.mode} className="flex min-h-7 cursor-pointer items-center gap-2">
            <input
              type="radio"
              name={`${id}-mode`}
              className="radio"
              checked={mode === choice.mode}
              onChange={() => setMode(choice.mode)}
            />
            {choice.label}
          </label>
        ))}
      </fieldset>
      {mode === 'set' && (
        <Field
          id={`${id}-value`}
          label="Value"
          error={left.text === true ? textIssue : undefined}
          hint={'A JSON value, such as "pro", 12, true or {"seats": 5}, saved exactly as written.'}
        >
          {(parts) => (
            <textarea
              {...parts}
              rows={4}
              className="textarea font-mono text-[0.8125rem]"
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
              dir="ltr"
              value={text}
              placeholder={'"pro"'}
              onChange={(event) => setText(event.target.value)}
              onBlur={() => text !== '' && setLeft({ ...left, text: true })}
            />
          )}
        </Field>
      )}
    </JobDialog>
  );
}
