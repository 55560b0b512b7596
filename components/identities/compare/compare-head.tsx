'use client';

import { useId } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { VisibleId } from '@/components/ui/bidi-text';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import { SIDES, type Pair, type Side } from '@/lib/identity/merged-values';
import { avatarSrc } from '../avatar-src';
import { IntentLink } from '../intent-link';

/** Who is compared, by name and both ids, and which of them stays. */
export function CompareHead({
  pair,
  names,
  survivor,
  reason,
  onSurvivor,
}: {
  pair: Pair<IdentityRecord>;
  names: Pair<string>;
  survivor: Side;
  /** Why one of them was suggested. */
  reason: string;
  onSurvivor: (side: Side) => void;
}) {
  const id = useId();
  return (
    <thead>
      <tr>
        <td className="align-top">
          <span className="text-[0.8125rem] font-medium">Which one stays?</span>
          <p id={`${id}-reason`} className="pt-1 text-xs text-muted">
            {reason} Its external ID cannot be changed.
          </p>
        </td>
        {SIDES.map((side) => (
          <th key={side} scope="col" data-taken={survivor === side ? '' : undefined}>
            <Person identity={pair[side]} />
            <label className="mt-2 flex min-h-6 cursor-pointer items-center gap-2 text-[0.8125rem] font-medium">
              <input
                type="radio"
                name={id}
                aria-label={`Keep ${names[side]}`}
                aria-describedby={`${id}-reason`}
                checked={survivor === side}
                onChange={() => onSurvivor(side)}
                className="size-4 shrink-0 accent-(--accent)"
              />
              {survivor === side ? 'This one stays' : 'Keep this one'}
            </label>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Person({ identity }: { identity: IdentityRecord }) {
  const name = identityName(identity);
  return (
    <span className="flex min-w-0 items-start gap-2.5">
      <span className="max-sm:hidden">
        <Avatar id={identity._id} name={name} src={avatarSrc(identity)} size={40} alt="" />
      </span>
      <span className="min-w-0 flex-1 text-left">
        <IntentLink href={identityHref(identity._id)} className="link line-clamp-3 text-sm font-semibold">
          <bdi>{name}</bdi>
        </IntentLink>
        <span className="line-clamp-4 text-xs font-normal">
          <span className="sr-only">External ID </span>
          <VisibleId value={identity.external_id} />
        </span>
        <span className="line-clamp-4 text-xs font-normal text-muted">
          <span className="sr-only">ID </span>
          <VisibleId value={identity._id} />
        </span>
      </span>
    </span>
  );
}
