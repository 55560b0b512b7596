'use client';

import { lazy, Suspense, type ReactNode } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { IdentityPage, IdentityRow } from '@/lib/identity/identity-record';
import { isView, select, useSelection } from '../selection';
import type { RowFigures } from './figure-cells';
import { IdentityTableRow } from './identity-table-row';

// Fetched when a ranking is meant: the list in its other orders ships none of it.
const RankedRows = lazy(() => import('./ranked-rows'));
const loadSizer = () => import('../columns/column-sizer');

/** Makes a row of the table; of a ranking with its place and the figures of its period. */
export type TableRow = (row: IdentityRow, ranked?: { rank: ReactNode; figures: RowFigures }) => ReactNode;

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
  const { Part: ColumnSizer, request: loadSizers } = useOnIntent(loadSizer);
  // Budgets that cannot be read are left out: an empty cell would say that there is none.
  const columns =
    page.budgets === 'unavailable' ? page.columns.filter(({ id }) => id !== 'budget') : page.columns;
  const here = page.rows.filter(isSelected).length;
  const all = page.rows.length > 0 && here === page.rows.length;

  const tableRow: TableRow = (row, ranked) => (
    <IdentityTableRow
      key={row._id}
      row={row}
      columns={columns}
      page={page.rows}
      search={search}
      selected={isSelected(row)}
      focused={row._id === focusId}
      onTag={onTag}
      {...ranked}
    />
  );
  return (
    <div role="region" aria-label="Identities, scrollable" tabIndex={0} className="identity-scroll">
      <table role="table" aria-label="Identities" aria-busy={busy} className="identity-table">
        {/* Widths by attribute: a style in the server's HTML would be blocked, and the first paint must have them. */}
        <colgroup>
          <col />
          {columns.map(({ id, width }) => (
            <col key={id} width={width} />
          ))}
          <col />
        </colgroup>
        <thead role="rowgroup" onPointerEnter={loadSizers}>
          <tr role="row">
            <th role="columnheader" scope="col" className="w-10">
              <label className="checkbox-target">
                <input
                  type="checkbox"
                  className="checkbox"
                  aria-label="Select all on this page"
                  data-command="Select all on this page"
                  checked={all}
                  ref={(box) => {
                    if (box !== null) box.indeterminate = here > 0 && !all;
                  }}
                  onChange={(event) => select(page.rows, event.target.checked)}
                />
              </label>
            </th>
            {columns.map(({ id, name, kind, unit, note, sorted, width }) => (
              <th
                key={id}
                role="columnheader"
                scope="col"
                aria-label={name}
                data-column={id}
                data-sized={width}
                className={kind === 'text' ? 'text-left' : 'text-right'}
                {...(note !== undefined && { 'data-tip': note, 'aria-description': note, tabIndex: 0 })}
                {...(sorted && { 'aria-sort': 'descending' })}
              >
                {name}
                {unit !== undefined && <span className="ml-1 font-normal text-muted">{unit}</span>}
                {ColumnSizer !== undefined && <ColumnSizer page={page} id={id} name={name} width={width} />}
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
              <RankedRows page={page} columns={columns} ranking={page.ranking} tableRow={tableRow} />
            </Suspense>
          )}
        </tbody>
      </table>
    </div>
  );
}
