import type { IdentityPage, RankedPage } from '@/lib/identity/identity-record';
import { AbsentRow } from './absent-row';
import type { TableRow } from './identity-table';
import { PlaceCells, Rank } from './place-cells';

/** The rows of a ranking, in its order. */
export default function RankedRows({
  page: { rows, query, budgets },
  ranking,
  tableRow,
}: {
  page: IdentityPage;
  ranking: RankedPage;
  tableRow: TableRow;
}) {
  const byId = new Map(rows.map((row) => [row._id, row]));
  return ranking.places.map((place) => {
    const row = place.id === undefined ? undefined : byId.get(place.id);
    if (row === undefined) {
      const withBudget = budgets === 'shown';
      return <AbsentRow key={place.external_id} place={place} by={query.sort} withBudget={withBudget} />;
    }
    return tableRow(row, {
      rank: <Rank place={place} />,
      figures: <PlaceCells place={place} by={query.sort} />,
    });
  });
}
