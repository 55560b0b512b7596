'use client';

import { useId } from 'react';
import { Badge } from '@/components/ui/badge';
import { formatCountCompact, formatCount } from '@/lib/format/numbers';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import { IntentLink } from '../intent-link';
import { choose } from './look-up-run';

/** Those who share an email, of whom one can be meant. Their figures stand in the row once one is chosen. */
export function SharedEmail({
  value,
  identities,
  whole,
  chosen,
}: {
  value: string;
  identities: readonly IdentityRow[];
  /** False when there may be more. */
  whole: boolean;
  chosen: string | undefined;
}) {
  const name = useId();
  const count = `${whole ? '' : 'at least '}${formatCount(identities.length)}`;
  return (
    <fieldset className="min-w-0 py-2">
      <legend className="float-left pb-1">
        <Badge tone="warning">Ambiguous</Badge>
        <span className="pl-2 text-muted">{`${count} share this email`}</span>
      </legend>
      <ul className="clear-both">
        {identities.map((identity) => (
          <li key={identity._id} className="flex min-h-7 min-w-0 items-center gap-2">
            <label className="checkbox-target shrink-0">
              <input
                type="radio"
                name={name}
                className="radio"
                aria-label={`Choose ${identityName(identity)}, ${identity.external_id}`}
                checked={identity._id === chosen}
                onChange={() => choose(value, identity._id)}
              />
            </label>
            <IntentLink
              href={identityHref(identity._id)}
              className={`truncate font-medium hover:underline ${identity._id === chosen ? 'row-link' : ''}`}
            >
              <bdi>{identityName(identity)}</bdi>
            </IntentLink>
            <span className="truncate text-xs text-muted">
              <bdi>{identity.external_id}</bdi>
              {identity.metrics !== undefined &&
                ` · ${formatCountCompact(identity.metrics.total_requests)} requests`}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
