'use client';

import Link from 'next/link';
import { usePermission } from '@/components/shell/operator';
import { Badge } from '@/components/ui/badge';
import { errorWords } from '@/lib/errors/error-words';
import { formatCount } from '@/lib/format/numbers';
import { readsLikeEmail } from '@/lib/identity/pasted-many';
import type { PastedRow } from '@/lib/identity/pasted-rows';

/** Why a value has no identity of its own here. */
export function StateWords({ row: { value, state, sameAs, result } }: { row: PastedRow }) {
  switch (state) {
    case 'pending':
      return <span className="text-muted">Not asked yet</span>;
    case 'repeated':
      return <span className="text-muted">{`Same as line ${formatCount(sameAs ?? 0)}`}</span>;
    case 'failed':
      return (
        <span className="flex flex-wrap items-center gap-x-2">
          <Badge tone="danger">Failed</Badge>
          {result?.state === 'failed' && (
            <span className="text-muted">{errorWords(result.error, 'read').title}</span>
          )}
        </span>
      );
    case 'not-found':
      return (
        <span className="flex flex-wrap items-center gap-x-3">
          <Badge tone="warning">Not found</Badge>
          <CreateLink value={value} />
        </span>
      );
    case 'found':
    case 'ambiguous':
      return null;
  }
}

/** Longest external id that can be created (contract, the identity). */
const LONGEST = 120;

function CreateLink({ value }: { value: string }) {
  const { may } = usePermission('identity.write');
  if (!may || readsLikeEmail(value) || value.length > LONGEST || /^https?:/i.test(value)) return null;
  return (
    <Link
      href={`/identities/new?external_id=${encodeURIComponent(value)}`}
      prefetch={false}
      aria-label={`Create ${value}`}
      className="link min-h-6 text-xs leading-6"
    >
      Create
    </Link>
  );
}
