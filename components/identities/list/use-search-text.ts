'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** Pause after the last key, in milliseconds: shorter ones save no calls at ordinary typing speed (stack, "How fast"). */
const PAUSE_MS = 250;

/**
 * The text of the search box. The box owns its text and hands it on after a pause; a late answer or a re-render never
 * touches what is being typed. A search that changes elsewhere (Back, "Clear filters") is taken over.
 *
 * @param search the search of the address
 * @param commit puts a text into the address
 */
export function useSearchText(search: string, commit: (text: string) => void) {
  const [text, setText] = useState(search);
  // The last text this box and the address agreed on: whatever differs from it came from elsewhere.
  const [agreed, setAgreed] = useState(search);
  if (search !== agreed) {
    setAgreed(search);
    if (search !== searchOf(text)) setText(search);
  }

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = useCallback(
    (next: string) => {
      clearTimeout(timer.current);
      setAgreed(searchOf(next));
      commit(searchOf(next));
    },
    [commit],
  );

  const type = useCallback(
    (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => send(next), PAUSE_MS);
    },
    [send],
  );

  const set = useCallback(
    (next: string) => {
      setText(next);
      send(next);
    },
    [send],
  );

  /** `type` waits for the pause, `submit` does not, `set` replaces the text at once. */
  return { text, type, submit: () => send(text), set };
}

/** What is searched for: one character alone is not (contract, disagreement 8). */
function searchOf(text: string): string {
  const trimmed = text.trim();
  return [...trimmed].length < 2 ? '' : trimmed;
}
