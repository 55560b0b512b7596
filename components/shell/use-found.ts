'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { trustedListQuery } from '@/lib/identity/list-address';
import { pastedReference } from '@/lib/identity/pasted-reference';
import { identityListOptions, identityLookupOptions, type IdentityLabel } from '@/lib/queries/identities';

/** Pause after the last key, in milliseconds. */
const PAUSE_MS = 200;

export type Found = {
  identities: IdentityLabel[];
  /** The text they were found by. */
  text: string;
  state: 'idle' | 'searching' | 'failed' | 'done';
};

/**
 * The identities of a text: the exact one first, then what the list's own search finds. They come all at once, when
 * both have answered: a late one must not push the others down under the hand.
 *
 * @param text trimmed
 */
export function useFound(text: string): Found {
  const settled = useSettled(text);
  const reference = pastedReference(settled);
  const enabled = reference !== undefined;
  const exact = useQuery({ ...identityLookupOptions(reference ?? ''), enabled });
  const listed = useQuery({
    ...identityListOptions({ ...trustedListQuery(new URLSearchParams()), search: settled, limit: 10 }),
    enabled,
    placeholderData: undefined,
  });
  const none = { identities: [], text: settled };
  if (text !== settled) return { ...none, state: 'searching' };
  if (!enabled) return { ...none, state: 'idle' };
  if (listed.isPending || exact.isPending) return { ...none, state: 'searching' };
  const first: IdentityLabel[] = exact.data === undefined ? [] : [exact.data];
  const rows: IdentityLabel[] = listed.data?.rows ?? [];
  // That no identity has exactly this id is an answer of the lookup, not a failure of the search.
  return {
    identities: [...first, ...rows.filter((row) => row._id !== exact.data?._id)],
    text: settled,
    state: listed.isError ? 'failed' : 'done',
  };
}

/** A text once it has stopped changing. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
