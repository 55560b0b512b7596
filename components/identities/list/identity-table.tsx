'use client';

import { lazy, Suspense, type ReactNode } from 'react';
import type { IdentityPage, IdentityRow } from '@/lib/identity/identity-record';
import { isView, select, useSelection } from '../selection';
import { IdentityTableRow } from './identity-table-row';

// Fetched when a ranking is meant: the list in its other orders ships none of it.
const RankedRows = lazy(() => import('./ranked-rows'));

/** Makes a row of the table; of a ranking with its place and the figures of its period. */
export type TableRow = (row: IdentityRow, ranked?: { rank: ReactNode; figures: ReactNode }) => ReactNode;

const COLUMNS = [
  { name: 'Identity', className: 'min-w-56 text-left' },
  { name: 'External ID', className: 'text-left' },
  { name: 'Tags', className: 'text-left' },
  { name: 'Requests', className: 'text-right', figure: 'requests' },
  { name: 'Cost', className: 'text-right', figure: 'cost', unit: 'USD' },
  { name: 'Tokens', className: 'text-right', figure: 'tokens' },
  { name: 'Error rate', className: 'text-right', figure: 'error-rate' },
  { name: 'Budget', className: 'min-w-44 text-left', budget: true },
  { name: 'Updated', className: 'text-right' },
] as const;

/** What a figure's header says of its order: the API itself sorts by newest, name and update only. */
function figureNote({ ranking, query }: IdentityPage, figure: string): string {
  if (ranking === undefined) return 'Last 30 days. “Sort by” ranks the whole workspace by this figure.';
  const { days } = ranking.window;
  return query.sort === figure
    ? `Last ${days} days, highest first over the whole workspace.`
    : `Last ${days} days. “Sort by” ranks by this figure instead.`;
}

/**
 * The rows of one page. A real table with explicit roles: on a phone its rows are laid out as cards, and a browser
 * drops a table's own roles once it is not laid out as one.
 *
 * @param search the search text, marked where it matches
 * @param onTag filters by a tag that was clicked
 * @param focusId the row whose link takes the focus on arrival
 */
export function IdentityTable({
  page,
  busy,
  search,
  focusId,
  onTag,
}: {
  page: IdentityPage;
  busy: boolean;
  search: string;
  focusId: string | undefined;
  onTag: (tag: string) => void;
}) {
  const { rows: chosen, matching } = useSelection();
  const everything = isView(matching, page.query);
  const isSelected = ({ _id }: IdentityRow) => everything || chosen.has(_id);
  const withBudgets = page.budgets === 'shown';
  const here = page.rows.filter(isSelected).length;
  const all = page.rows.length > 0 && here === page.rows.length;

  const tableRow: TableRow = (row, ranked) => (
    <IdentityTableRow
      key={row._id}
      row={row}
      page={page.rows}
      withBudget={withBudgets}
      search={search}
      selected={isSelected(row)}
      focused={row._id === focusId}
      onTag={onTag}
      {...ranked}
    />
  );
  return (
    <div role="region" aria-label="Identities, scrollable" tabIndex={0} className="identity-scroll">
      <table
        role="table"
        aria-label="Identities"
        aria-busy={busy}
        data-by={page.query.sort}
        className="identity-table"
      >
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" className="w-10">
              <label className="checkbox-target">
                <input
                  type="checkbox"
                  className="checkbox"
                  aria-label="Select all on this page"
                  checked={all}
                  ref={(box) => {
                    if (box !== null) box.indeterminate = here > 0 && !all;
                  }}
                  onChange={(event) => select(page.rows, event.target.checked)}
                />
              </label>
            </th>
            {COLUMNS.filter((column) => withBudgets || !('budget' in column)).map((column) => (
              <th
                key={column.name}
                role="columnheader"
                scope="col"
                aria-label={column.name}
                className={column.className}
                {...('figure' in column && {
                  'data-tip': figureNote(page, column.figure),
                  'aria-description': figureNote(page, column.figure),
                  tabIndex: 0,
                  ...(page.ranking !== undefined &&
                    page.query.sort === column.figure && { 'aria-sort': 'descending' as const }),
                })}
              >
                {column.name}
                {'unit' in column && <span className="ml-1 font-normal text-muted">{column.unit}</span>}
              </th>
            ))}
            <th role="columnheader" scope="col" className="w-10">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {page.ranking === undefined ? (
            page.rows.map((row) => tableRow(row))
          ) : (
            <Suspense fallback={page.rows.map((row) => tableRow(row))}>
              <RankedRows page={page} ranking={page.ranking} tableRow={tableRow} />
            </Suspense>
          )}
        </tbody>
      </table>
    </div>
  );
}
