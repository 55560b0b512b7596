'use client';

import clsx from 'clsx';
import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { inexactNumber } from '@/lib/identity/inexact-number';
import {
  formattedMetadata,
  METADATA_BYTES_MAX,
  metadataTextIssue,
  type MetadataTextIssue,
} from '@/lib/identity/metadata-text';
import type { CreateValues } from './drafts';
import { useFieldError } from './rejected-fields';
import { useTypedRef } from './use-typed-ref';

/** Lines shown without scrolling, at least and at most. */
const ROWS = { least: 6, most: 18 };

/**
 * Metadata as JSON text, with line numbers and a check while typing. Plain text on purpose: numbers, the order of
 * members and white space stay exactly as typed, and Tab moves on, as everywhere else.
 */
export function MetadataEditor() {
  const id = useId();
  const { control, register, getValues, setValue } = useFormContext<CreateValues>();
  const error = useFieldError('metadata_text');
  const text = useDeferredValue(useWatch({ control, name: 'metadata_text' }));
  const issue = useMemo(() => metadataTextIssue(text), [text]);
  const [filled] = useState(() => getValues('metadata_text'));
  const typedRef = useTypedRef('metadata_text');
  const box = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const { onBlur, onChange } = register('metadata_text');
  const lines = text.split('\n').length;

  const goTo = ({ line, column }: MetadataTextIssue) => {
    const area = box.current;
    if (area === null) return;
    const start =
      area.value
        .split('\n')
        .slice(0, line - 1)
        .reduce((sum, passed) => sum + passed.length + 1, 0) +
      column -
      1;
    area.focus();
    area.setSelectionRange(start, start + 1);
  };

  const format = () => {
    const typed = getValues('metadata_text');
    const broken = metadataTextIssue(typed);
    if (broken !== undefined) goTo(broken);
    else if (typed.trim() !== '')
      setValue('metadata_text', formattedMetadata(typed), { shouldDirty: true, shouldValidate: true });
  };

  return (
    <div>
      <Field
        id={id}
        label="Metadata"
        error={error}
        {...(error === undefined && { hint: 'A JSON object, saved exactly as written.' })}
        action={
          <Button variant="ghost" size="sm" className="-mr-2" onClick={format}>
            Format
          </Button>
        }
      >
        {(parts) => (
          <div className="flex overflow-hidden rounded-md border border-line-strong/70 bg-surface font-mono text-[0.8125rem] leading-5 focus-within:outline-2 focus-within:outline-accent has-[[aria-invalid=true]]:border-danger">
            <div
              ref={numbers}
              aria-hidden="true"
              className="relative w-9 shrink-0 overflow-hidden border-r border-line bg-raised text-muted select-none"
            >
              <pre className="absolute inset-x-0 top-0 py-2 pr-2 text-right font-mono">
                {Array.from({ length: lines }, (_, at) => (
                  <span
                    key={at}
                    className={clsx('block', issue?.line === at + 1 && 'font-semibold text-danger')}
                  >
                    {at + 1}
                  </span>
                ))}
              </pre>
            </div>
            <textarea
              {...parts}
              name="metadata_text"
              ref={(area) => {
                box.current = area;
                typedRef(area);
                return () => {
                  box.current = null;
                  typedRef(null);
                };
              }}
              rows={Math.min(ROWS.most, Math.max(ROWS.least, lines))}
              wrap="off"
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              dir="ltr"
              defaultValue={filled}
              placeholder={'{\n  "plan": "pro"\n}'}
              className="min-h-24 w-full min-w-0 resize-y bg-transparent px-3 py-2 outline-none"
              onBlur={onBlur}
              onChange={onChange}
              onScroll={(event) => {
                if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
              }}
            />
          </div>
        )}
      </Field>
      <CheckLine
        text={text}
        issue={issue}
        repeated={error !== undefined && error === issue?.message}
        onGoTo={goTo}
      />
    </div>
  );
}

/** The check while typing: quiet, because a half-written text is no mistake yet. The field's error speaks on leaving. */
function CheckLine({
  text,
  issue,
  repeated,
  onGoTo,
}: {
  text: string;
  issue: MetadataTextIssue | undefined;
  /** The field's error says the same already. */
  repeated: boolean;
  onGoTo: (issue: MetadataTextIssue) => void;
}) {
  const bytes = new TextEncoder().encode(text).length;
  const inexact = issue === undefined ? inexactNumber(text) : undefined;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 pt-1 text-[0.8125rem] text-muted">
      {issue === undefined ? (
        <>
          <span>{text.trim() === '' ? 'Empty' : 'Valid JSON'}</span>
          {inexact !== undefined && (
            <span className="min-w-0 text-warning">
              Line {inexact.line}: <bdi className="font-mono wrap-anywhere">{inexact.text}</bdi> is saved
              exactly, but programs that count with it may read {inexact.read}.
            </span>
          )}
        </>
      ) : (
        <>
          {!repeated && <span className="min-w-0 text-warning">{issue.message}</span>}
          <button type="button" className="link shrink-0" onClick={() => onGoTo(issue)}>
            Go to line {issue.line}
          </button>
        </>
      )}
      <span className="ml-auto tabular-nums">
        {sizeWords(bytes)} of {METADATA_BYTES_MAX / 1024} KiB
      </span>
    </div>
  );
}

function sizeWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`;
}
