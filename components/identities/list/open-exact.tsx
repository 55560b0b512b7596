'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { identityName } from '@/lib/identity/identity-name';
import { identityHref } from '@/lib/identity/list-address';
import { exactMatch, pastedReference } from '@/lib/identity/pasted-reference';
import { identityLookupOptions } from '@/lib/queries/identities';
import { IntentLink } from '../intent-link';

/**
 * The identity that the search text names exactly, offered before the rows. Found among the rows where it is there;
 * else, once they have come, asked for by id, since the search of the API does not look at `_id`.
 *
 * @param page the answer to this search, `undefined` while it is on its way
 */
export function OpenExact({ search, page }: { search: string; page: IdentityPage | undefined }) {
  const reference = pastedReference(search);
  const listed =
    reference === undefined ? undefined : page?.rows.find((row) => exactMatch(row, reference) !== undefined);
  const lookup = useQuery({
    ...identityLookupOptions(reference ?? ''),
    enabled: reference !== undefined && page !== undefined && listed === undefined,
  });
  const found = listed ?? lookup.data;
  if (reference === undefined || found === undefined) return null;
  const by = exactMatch(found, reference);
  return (
    <p className="pb-2">
      <IntentLink
        href={identityHref(found._id)}
        className="inline-flex max-w-full items-center gap-2 rounded-md border border-line bg-surface px-3 py-1.5 text-sm hover:border-accent"
      >
        <span className="truncate">
          Open <bdi className="font-medium">{identityName(found)}</bdi>
        </span>
        {by !== undefined && <span className="shrink-0 text-muted">exact {by}</span>}
        <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-muted" />
      </IntentLink>
    </p>
  );
}
