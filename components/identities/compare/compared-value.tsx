'use client';

import { useState } from 'react';
import { LongText } from '@/components/json/long-text';
import { VisibleText } from '@/components/json/visible-text';
import { formatCount } from '@/lib/format/numbers';

/** One text, or that there is none. */
export function TextValue({ value }: { value: string }) {
  return value === '' ? <em className="text-muted">not set</em> : <LongText value={value} />;
}

/** One member as it is written; `undefined` where it is not there. */
export function MemberText({ text }: { text: string | undefined }) {
  return text === undefined ? (
    <em className="text-muted">not there</em>
  ) : (
    <span className="block max-h-48 overflow-y-auto font-mono text-xs">
      <LongText value={text} />
    </span>
  );
}

/** How many tags are shown before the rest is folded. */
const FOLDED = 24;

/** Tags of one identity; those that the other lacks are marked by a sign and said to be. */
export function TagTexts({ tags, others }: { tags: readonly string[]; others: readonly string[] }) {
  const [open, setOpen] = useState(false);
  if (tags.length === 0) return <em className="text-muted">no tags</em>;
  const known = new Set(others);
  const shown = open ? tags : tags.slice(0, FOLDED);
  return (
    <>
      <ul aria-label="Tags" className="flex flex-wrap gap-1">
        {shown.map((tag, at) => (
          <li
            key={at}
            className={`chip h-auto min-h-6 max-w-full py-0.5 whitespace-normal ${known.has(tag) ? '' : 'border-warning/50'}`}
          >
            {!known.has(tag) && (
              <>
                <span aria-hidden="true" className="text-warning">
                  +
                </span>
                <span className="sr-only">only here: </span>
              </>
            )}
            {tag === '' ? <em className="text-muted">empty tag</em> : <VisibleText value={tag} />}
          </li>
        ))}
      </ul>
      {tags.length > FOLDED && (
        <button
          type="button"
          aria-expanded={open}
          className="link min-h-6 text-xs"
          onClick={(event) => {
            // Not a choice of these tags: the button stands in the label of one.
            event.preventDefault();
            setOpen(!open);
          }}
        >
          {open ? 'Show fewer tags' : `Show all ${formatCount(tags.length)} tags`}
        </button>
      )}
    </>
  );
}
