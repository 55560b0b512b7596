'use client';

import { useId, useState } from 'react';
import { formatCount } from '@/lib/format/numbers';
import { VisibleText } from './visible-text';

/** How much of a text is shown at first, in characters and in lines. */
const MOST_CHARACTERS = 320;
const MOST_LINES = 8;

/**
 * A text from data: isolated from its neighbours' direction, line breaks kept, characters that draw nothing made
 * visible. A long one is cut, and shown whole on demand.
 */
export function LongText({ value }: { value: string }) {
  const id = useId();
  const [whole, setWhole] = useState(false);
  const head = textHead(value);
  if (head === value) return <VisibleText value={value} />;
  return (
    <>
      <span id={id}>
        <VisibleText value={whole ? value : `${head}…`} />
      </span>{' '}
      <button
        type="button"
        aria-expanded={whole}
        aria-controls={id}
        className="link min-h-6 font-sans text-xs whitespace-nowrap"
        onClick={() => setWhole(!whole)}
      >
        {whole ? 'Show less' : `Show all ${formatCount(value.length)} characters`}
      </button>
    </>
  );
}

/** The part of a text that is shown at first: never half of a character, and not a word less where little is left out. */
export function textHead(value: string): string {
  const lines = value.split('\n', MOST_LINES + 1);
  const byLines = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES).join('\n') : value;
  if (byLines.length <= MOST_CHARACTERS * 1.25) return byLines;
  return byLines
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .replace(/\ufffd$/u, '');
}
