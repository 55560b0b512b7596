'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import { identityHref, trustedListQuery } from '@/lib/identity/list-address';
import { identityListOptions } from '@/lib/queries/identities';
import { lastList, rememberList, rememberOpenedRow, type ListTrail } from '@/lib/queries/list-trail';
import { listSearch } from '@/lib/identity/list-address';
import { IntentLink } from '../intent-link';
import { neighboursOf, type Neighbour } from './neighbours';

/** The identities before and after this one in the list it was opened from. */
export function NeighbourLinks({ id }: { id: string }) {
  // The list is remembered in the browser only, so there is nothing to say before it has taken over.
  const [trail, setTrail] = useState<ListTrail>();
  useEffect(() => setTrail(lastList()), []);
  const neighbours = neighboursOf(trail, id);
  const previous = useNeighbour(neighbours?.previous, 'last');
  const next = useNeighbour(neighbours?.next, 'first');
  return (
    <>
      <NeighbourLink to={previous} keys="[" label="Previous identity" />
      <NeighbourLink to={next} keys="]" label="Next identity" />
    </>
  );
}

type Target = { id: string; trail: ListTrail | undefined };

/** A neighbour's id; one on another page is found by reading that page. */
function useNeighbour(neighbour: Neighbour | undefined, end: 'first' | 'last'): Target | undefined {
  const query = neighbour !== undefined && 'page' in neighbour ? neighbour.page : undefined;
  const page = useQuery({ ...identityListOptions(query ?? trustedListQuery(new URLSearchParams())), enabled: query !== undefined, placeholderData: undefined });
  if (neighbour === undefined) return undefined;
  if ('id' in neighbour) return { id: neighbour.id, trail: undefined };
  const row = end === 'first' ? page.data?.rows[0] : page.data?.rows.at(-1);
  if (page.data === undefined || row === undefined) return undefined;
  return { id: row._id, trail: { query: page.data.query, ids: page.data.rows.map(({ _id }) => _id), has_more: page.data.has_more } };
}

function NeighbourLink({ to, keys, label }: { to: Target | undefined; keys: '[' | ']'; label: string }) {
  const router = useRouter();
  const move = () => {
    if (to?.trail !== undefined) rememberList(to.trail);
    const list = lastList();
    if (to !== undefined && list !== undefined) rememberOpenedRow(listSearch(list.query), to.id);
  };
  useShortcut(keys, label, () => {
    if (to === undefined) return;
    move();
    router.push(identityHref(to.id));
  });
  if (to === undefined) return null;
  const Icon = keys === '[' ? ChevronLeft : ChevronRight;
  return (
    <IntentLink href={identityHref(to.id)} aria-label={label} title={`${label} (${keys})`} className="icon-button size-8" onClick={move}>
      <Icon aria-hidden="true" className="size-4" />
    </IntentLink>
  );
}
