'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import { identityHref, listSearch } from '@/lib/identity/list-address';
import { identityListOptions } from '@/lib/queries/identities';
import { rememberList, rememberOpenedRow, type ListTrail } from '@/lib/queries/list-trail';
import { IntentLink } from '../intent-link';
import { acrossTheEdge } from './list-trails';
import { neighboursOf, type Neighbour } from './neighbours';
import { useListTrail } from './use-list-trail';

/** The identities before and after this one in the list it was opened from. Absent when there is no such list. */
export function NeighbourLinks({ id }: { id: string }) {
  const trail = useListTrail(id);
  const neighbours = neighboursOf(trail, id);
  if (trail === undefined || neighbours === undefined) return null;
  return (
    <span className="flex shrink-0 gap-0.5">
      <NeighbourLink trail={trail} neighbour={neighbours.previous} way="previous" />
      <NeighbourLink trail={trail} neighbour={neighbours.next} way="next" />
    </span>
  );
}

type Way = 'previous' | 'next';
const WORDS = { previous: 'Previous identity', next: 'Next identity' } as const;
const KEYS = { previous: '[', next: ']' } as const;

function NeighbourLink({
  trail,
  neighbour,
  way,
}: {
  trail: ListTrail;
  neighbour: Neighbour | undefined;
  way: Way;
}) {
  const edge = neighbour !== undefined && 'page' in neighbour ? neighbour.page : undefined;
  // Only at the edge of a page is there something to ask for, and then once: the row is not known otherwise.
  const beyond = useQuery({
    ...identityListOptions(edge ?? trail.query),
    enabled: edge !== undefined,
    staleTime: 60_000,
    placeholderData: undefined,
  });
  const across =
    edge !== undefined && beyond.data !== undefined
      ? acrossTheEdge(edge, beyond.data, way === 'next' ? 'first' : 'last')
      : undefined;
  const target = neighbour !== undefined && 'id' in neighbour ? { id: neighbour.id, trail } : across;

  const Icon = way === 'next' ? ChevronDown : ChevronUp;
  const icon = <Icon aria-hidden="true" className="size-4" />;
  if (target === undefined)
    return (
      <a
        role="link"
        aria-disabled="true"
        aria-label={WORDS[way]}
        data-command={WORDS[way]}
        className="icon-button pointer-events-none opacity-40"
      >
        {icon}
      </a>
    );
  return <ReadyLink to={target} way={way} icon={icon} />;
}

function ReadyLink({ to, way, icon }: { to: { id: string; trail: ListTrail }; way: Way; icon: ReactNode }) {
  const router = useRouter();
  const href = identityHref(to.id);
  const arrive = () => {
    rememberList(to.trail);
    rememberOpenedRow(listSearch(to.trail.query), to.id);
  };
  useShortcut(KEYS[way], WORDS[way], () => {
    arrive();
    router.push(href);
  });
  return (
    <IntentLink
      href={href}
      aria-label={WORDS[way]}
      data-command={WORDS[way]}
      data-tip={WORDS[way]}
      data-keys={KEYS[way]}
      className="icon-button"
      onClick={arrive}
    >
      {icon}
    </IntentLink>
  );
}
