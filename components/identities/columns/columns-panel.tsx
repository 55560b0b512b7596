'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Popover } from '@/components/ui/popover';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { chosenColumns, columnName, KNOWN_COLUMNS, metadataColumn } from '@/lib/identity/list-columns';
import type { ListColumn } from '@/lib/identity/list-columns-schema';
import { keepColumns, lacksRowsFor, resetToDefault, showColumns } from './change-columns';
import { MetadataKeys } from './metadata-keys';
import { ShownColumns } from './shown-columns';

/** The choice of columns. Mounted open, by the button it replaces; every change is shown and kept at once. */
export default function ColumnsPanel({ page, trigger }: { page: IdentityPage; trigger: ReactNode }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(true);
  // While it is open this is what is chosen: rows that lack a new column's values show it only once they have them.
  const [chosen, setChosen] = useState<ListColumn[]>();
  const columns = chosen ?? chosenColumns(page.columns);
  const view = page.view?.id;

  const show = (next: ListColumn[]) => {
    setChosen(next);
    showColumns(client, next, view);
  };
  const change = (next: ListColumn[]) => {
    show(next);
    void keepColumns(client, next, { view, lacking: lacksRowsFor(next, page) });
  };
  const add = (id: string) => {
    if (columns.some((column) => column.id === id)) return;
    // "Updated" closes a row; what is added stands before it.
    const last = columns.at(-1)?.id === 'updated' ? columns.length - 1 : columns.length;
    change([...columns.slice(0, last), { id }, ...columns.slice(last)]);
  };
  const hidden = KNOWN_COLUMNS.filter((id) => !columns.some((column) => column.id === id));

  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setChosen(undefined);
      }}
      label="Columns"
      trigger={trigger}
    >
      <div className="flex max-h-[min(36rem,var(--radix-popover-content-available-height))] w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 overflow-y-auto text-sm">
        <div className="flex items-center justify-between gap-4 pl-2">
          <h2 className="font-medium">Columns</h2>
          <button
            type="button"
            className="button button-ghost button-sm"
            onClick={() => void resetToDefault(client, view).then(() => setChosen(undefined))}
          >
            Reset columns
          </button>
        </div>
        <ShownColumns columns={columns} onShow={show} onChange={change} />
        {hidden.length > 0 && (
          <ul aria-label="Hidden columns" className="border-t border-line pt-2">
            {hidden.map((id) => (
              <li key={id} className="pl-6">
                <label className="flex min-h-8 cursor-pointer items-center gap-2">
                  <input type="checkbox" className="checkbox" checked={false} onChange={() => add(id)} />
                  {columnName(id)}
                </label>
              </li>
            ))}
          </ul>
        )}
        <MetadataKeys
          isShown={(key) => columns.some(({ id }) => id === metadataColumn(key))}
          onAdd={(key) => add(metadataColumn(key))}
        />
        <p className="px-2 pb-1 text-xs text-muted">
          {page.view === undefined
            ? 'Kept for you, in every browser.'
            : `Kept for you, in the view “${page.view.name}”. Save the view to change it for everybody.`}
          <span className="md:hidden"> Cards show the first two figures.</span>
        </p>
      </div>
    </Popover>
  );
}
