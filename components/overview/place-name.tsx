import Link from 'next/link';
import { IdText } from '@/components/ui/bidi-text';
import { identityName } from '@/lib/identity/identity-name';
import { identityHref } from '@/lib/identity/list-address';
import type { RankedRow } from '@/lib/reporting/ranking-schema';

/** Who a place belongs to, as the way to their page; of a deleted one what is left: its id, and its last name. */
export function PlaceName({ row }: { row: RankedRow }) {
  const { identity, external_id: externalId, last_name: lastName, unseen = false } = row;
  if (identity === undefined && !unseen)
    return (
      <span className="block min-w-0 truncate text-muted">
        Deleted identity <IdText value={externalId} />
        {lastName !== undefined && (
          <>
            , last known as <bdi>{lastName}</bdi>
          </>
        )}
      </span>
    );
  const name = identity === undefined ? externalId : identityName(identity);
  return (
    <Link
      href={identityHref(identity?._id ?? externalId)}
      prefetch={false}
      className="row-name block min-w-0 truncate font-medium"
    >
      <bdi>{name}</bdi>
    </Link>
  );
}
