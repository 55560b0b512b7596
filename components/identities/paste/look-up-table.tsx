'use client';

import type { PastedRow } from '@/lib/identity/pasted-rows';
import { pastedKey } from '@/lib/identity/pasted-many';
import { RowKeys } from '../list/row-keys';
import { useSelection } from '../selection';
import { LookUpRow } from './look-up-row';

const COLUMNS = [
  { name: 'Pasted', className: 'text-left' },
  { name: 'Identity', className: 'min-w-56 text-left' },
  { name: 'External ID', className: 'text-left' },
  { name: 'Requests', className: 'text-right' },
  { name: 'Cost', className: 'text-right', unit: 'USD' },
  { name: 'Tokens', className: 'text-right' },
  { name: 'Error rate', className: 'text-right' },
] as const;

/** The pasted values in their order, with what was found. The same keys lead through it as through the list. */
export function LookUpTable({
  rows,
  chosen,
  busy,
}: {
  rows: readonly PastedRow[];
  chosen: ReadonlyMap<string, string>;
  busy: boolean;
}) {
  const { rows: selected } = useSelection();
  return (
    <div role="region" aria-label="Pasted values, scrollable" tabIndex={0} className="identity-scroll">
      <RowKeys />
      <table role="table" aria-label="Pasted values" aria-busy={busy} className="identity-table paste-table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" className="w-10">
              <span className="sr-only">Select</span>
            </th>
            {COLUMNS.map((column) => (
              <th
                key={column.name}
                role="columnheader"
                scope="col"
                aria-label={column.name}
                className={column.className}
              >
                {column.name}
                {'unit' in column && <span className="ml-1 font-normal text-muted">{column.unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <LookUpRow
              key={row.line}
              row={row}
              chosen={chosen.get(pastedKey(row.value))}
              selected={row.identity !== undefined && selected.has(row.identity._id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
