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
  const [box, setBox] = useState<Box>({ text: search, seen: search, sent: [] });
  if (search !== box.seen) setBox(afterAddress(box, search));
  const { text } = box;

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = useCallback(
    (next: string) => {
      clearTimeout(timer.current);
      const sent = searchOf(next);
      setBox((now) => ({ ...now, sent: [...now.sent, sent] }));
      commit(sent);
    },
    [commit],
  );

  const type = useCallback(
    (next: string) => {
      setBox((now) => ({ ...now, text: next }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => send(next), PAUSE_MS);
    },
    [send],
  );

  const set = useCallback(
    (next: string) => {
      setBox((now) => ({ ...now, text: next }));
      send(next);
    },
    [send],
  );

  /** `type` waits for the pause, `submit` does not, `set` replaces the text at once. */
  return { text, type, submit: () => send(text), set };
}

/** `seen` is the search of the address when it was looked at last, `sent` what was put there and has not come back. */
type Box = { text: string; seen: string; sent: readonly string[] };

/**
 * The box after the address has changed. The address follows some renders behind what was sent to it, and meanwhile the
 * operator types on: what comes back is no news. Whatever else it says came from elsewhere.
 */
function afterAddress({ text, sent }: Box, search: string): Box {
  const at = sent.lastIndexOf(search);
  if (at >= 0) return { text, seen: search, sent: sent.slice(at + 1) };
  return { text: search === searchOf(text) ? text : search, seen: search, sent: [] };
}

/** What is searched for: one character alone is not (contract, disagreement 8). */
function searchOf(text: string): string {
  const trimmed = text.trim();
  return [...trimmed].length < 2 ? '' : trimmed;
}
