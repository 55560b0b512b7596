import { formatCount } from '@/lib/format/numbers';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { selectMatching } from '../selection';
import type { Chosen } from './chosen';

/**
 * Once a whole page of several is selected: the way to select everything that matches. A ranking holds only those who
 * used something in its period, so what matches is not what it shows; that is said instead.
 */
export function OfferAll({ chosen, page }: { chosen: Chosen; page: IdentityPage }) {
  const { query, rows, has_more: more, ranking } = page;
  const ids = new Set(chosen.by === 'ids' ? chosen.rows.map(({ _id }) => _id) : []);
  const several = more || query.after !== undefined || query.before !== undefined;
  if (!several || rows.length === 0 || !rows.every(({ _id }) => ids.has(_id))) return null;
  // One character is not searched for: the list shows everything, and the words below would not be true.
  if (query.search.length === 1) return null;
  const filtered = query.search !== '' || query.tags.length > 0;
  return (
    <p className="mb-1.5 flex flex-wrap items-center justify-center gap-x-2 rounded-md bg-raised px-3 py-1 text-center">
      <span>All {formatCount(rows.length)} on this page are selected.</span>
      {ranking !== undefined ? (
        <span className="text-muted">To select more than a page, sort by newest, name or last updated.</span>
      ) : (
        <button type="button" className="link min-h-6 font-medium" onClick={() => selectMatching(query)}>
          {filtered ? 'Select all that match this search' : 'Select all identities'}
        </button>
      )}
    </p>
  );
}
