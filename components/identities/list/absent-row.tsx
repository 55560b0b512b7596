import { IdText } from '@/components/ui/bidi-text';
import type { RankedPlace } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { NotReported } from '../figures';
import { IntentLink } from '../intent-link';
import { PlaceCells, Rank } from './place-cells';

/**
 * A place of a ranking without an identity to act on: use outlives its identity, and what it cost stays in every sum.
 * One that nobody has looked at yet has a page by its external id.
 */
export function AbsentRow({
  place,
  by,
  withBudget,
}: {
  place: RankedPlace;
  by: ListQuery['sort'];
  withBudget: boolean;
}) {
  const { external_id: externalId, last_name: lastName, unseen = false } = place;
  return (
    <tr role="row">
      <td role="cell" data-cell="select" />
      <td role="cell" data-cell="identity">
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
      </td>
      <td role="cell" data-cell="external-id">
        <IdText value={externalId} />
      </td>
      <td role="cell" data-cell="tags" />
      <PlaceCells place={place} by={by} />
      {withBudget && <td role="cell" data-cell="budget" />}
      <td role="cell" data-cell="updated" className="text-right text-muted">
        <NotReported />
      </td>
      <td role="cell" data-cell="actions" />
    </tr>
  );
}
