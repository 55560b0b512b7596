import type { IdentityPage, PageColumn, RankedPage } from '@/lib/identity/identity-record';
import { AbsentRow } from './absent-row';
import type { TableRow } from './identity-table';
import { placeFigures, Rank } from './place-cells';

/** The rows of a ranking, in its order. */
export default function RankedRows({
  page: { rows, query },
  columns,
  ranking,
  tableRow,
}: {
  page: IdentityPage;
  columns: readonly PageColumn[];
  ranking: RankedPage;
  tableRow: TableRow;
}) {
  const byId = new Map(rows.map((row) => [row._id, row]));
  return ranking.places.map((place) => {
    const row = place.id === undefined ? undefined : byId.get(place.id);
    if (row === undefined)
      return <AbsentRow key={place.external_id} place={place} by={query.sort} columns={columns} />;
    return tableRow(row, {
      rank: <Rank place={place} />,
      figures: placeFigures(place, query.sort),
    });
  });
}
