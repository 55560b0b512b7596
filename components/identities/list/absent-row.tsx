import type { ReactNode } from 'react';
import { IdText } from '@/components/ui/bidi-text';
import type { PageColumn, RankedPlace } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { NotReported } from '../figures';
import { IntentLink } from '../intent-link';
import { columnCell } from './column-cell';
import { figureOf } from './figure-cells';
import { placeFigures, Rank } from './place-cells';

/**
 * A place of a ranking without an identity to act on: use outlives its identity, and what it cost stays in every sum.
 * One that nobody has looked at yet has a page by its external id.
 */
export function AbsentRow({
  place,
  by,
  columns,
}: {
  place: RankedPlace;
  by: ListQuery['sort'];
  columns: readonly PageColumn[];
}) {
  const figures = placeFigures(place, by);
  const { external_id: externalId, last_name: lastName, unseen = false } = place;
  const contentOf = (id: string): ReactNode => {
    if (id === 'identity') return name;
    if (id === 'external-id') return <IdText value={externalId} />;
    // Tags, metadata and budget went with the identity; that it has none would say too much.
    return figureOf(id, figures) ?? (id === 'tags' || id === 'budget' ? null : <NotReported />);
  };
  const name = (
    <div className="flex min-w-0 items-center gap-2.5">
      <Rank place={place} />
      {unseen ? (
        <IntentLink href={identityHref(externalId)} className="row-link block truncate font-medium">
          <bdi>{externalId}</bdi>
        </IntentLink>
      ) : (
        <span className="min-w-0">
          <span className="block truncate text-muted">
            Deleted identity <IdText value={externalId} />
          </span>
          <span className="block truncate text-xs text-muted">
            {lastName !== undefined && (
              <>
                Last known as <bdi>{lastName}</bdi>.{' '}
              </>
            )}
            <a
              href={`/audit?identity=${encodeURIComponent(externalId)}`}
              aria-label={`History of the deleted identity ${externalId}`}
              className="link"
            >
              History
            </a>
          </span>
        </span>
      )}
    </div>
  );
  return (
    <tr role="row">
      <td role="cell" data-cell="select" />
      {columns.map((column) => columnCell(column, contentOf(column.id)))}
      <td role="cell" data-cell="actions" />
    </tr>
  );
}
