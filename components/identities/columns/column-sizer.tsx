'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { chosenColumns, COLUMN_WIDTH_MAX, COLUMN_WIDTH_MIN } from '@/lib/identity/list-columns';
import { keepColumns, showColumns } from './change-columns';

/** Pixels by which an arrow key moves the edge; with Shift the larger. */
const STEP = 8;
const LARGE_STEP = 40;

/**
 * The edge of a column: dragged it makes the column wider or narrower, a double click makes it as wide as it needs to
 * be. Not a stop of the Tab key, of which a header would have ten: by keyboard the widths are in the choice of columns.
 */
export default function ColumnSizer({
  page,
  id,
  name,
  width,
}: {
  page: IdentityPage;
  id: string;
  name: string;
  width: number | undefined;
}) {
  const client = useQueryClient();
  const withWidth = (next: number | undefined) =>
    chosenColumns(page.columns).map((column) =>
      column.id === id ? { id, ...(next !== undefined && { width: next }) } : column,
    );
  const show = (next: number | undefined) => showColumns(client, withWidth(next), page.view?.id);
  const keep = (next: number | undefined) => {
    show(next);
    void keepColumns(client, withWidth(next), { view: page.view?.id, lacking: false });
  };

  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const head = handle.parentElement as HTMLTableCellElement;
    const column = handle.closest('table')?.querySelectorAll('col')[head.cellIndex];
    const from = { x: event.clientX, width: head.offsetWidth };
    let now = from.width;
    handle.setPointerCapture(event.pointerId);
    // Once in the page, so that the cells give way; from there on by the attribute alone, without drawing rows anew.
    show(from.width);
    handle.onpointermove = ({ clientX }) => {
      now = within(from.width + clientX - from.x);
      column?.setAttribute('width', String(now));
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = handle.onlostpointercapture = null;
      if (now === from.width) show(width);
      else keep(now);
    };
  };

  const press = (event: KeyboardEvent<HTMLSpanElement>) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    const present = event.currentTarget.parentElement?.offsetWidth ?? COLUMN_WIDTH_MIN;
    keep(within(present + steps * (event.shiftKey ? LARGE_STEP : STEP)));
  };

  return (
    <span
      ref={(handle) => {
        handle?.setAttribute('aria-valuenow', String(width ?? handle.parentElement?.offsetWidth ?? 0));
      }}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuemin={COLUMN_WIDTH_MIN}
      aria-valuemax={COLUMN_WIDTH_MAX}
      tabIndex={-1}
      className="column-sizer"
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={() => keep(undefined)}
    />
  );
}

function within(width: number): number {
  return Math.round(Math.min(COLUMN_WIDTH_MAX, Math.max(COLUMN_WIDTH_MIN, width)));
}
