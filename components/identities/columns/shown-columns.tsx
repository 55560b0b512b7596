'use client';

import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { ShortText } from '@/components/ui/short-text';
import { COLUMN_WIDTH_MAX, COLUMN_WIDTH_MIN, columnName } from '@/lib/identity/list-columns';
import type { ListColumn } from '@/lib/identity/list-columns-schema';

/** Pixels by which an arrow key changes a width. */
const STEP = 8;

/**
 * The columns that are shown, in order: each can be hidden, moved by its buttons or by dragging, and made wider. The
 * identity stays the first.
 *
 * @param onShow shows columns that may change again at once, as while a width is dragged
 * @param onChange shows and keeps them
 */
export function ShownColumns({
  columns,
  onShow,
  onChange,
}: {
  columns: readonly ListColumn[];
  onShow: (columns: ListColumn[]) => void;
  onChange: (columns: ListColumn[]) => void;
}) {
  const base = useId();
  const [moved, setMoved] = useState<{ button: string; words: string }>();
  const [dragged, setDragged] = useState<string>();
  const [measured] = useState(widthsOnScreen);

  // A button that moves with its line loses the focus in some browsers.
  useEffect(() => {
    if (moved !== undefined) document.getElementById(moved.button)?.focus();
  }, [moved]);

  const movedTo = (id: string, to: number): ListColumn[] => {
    const column = columns.find((one) => one.id === id);
    const others = columns.filter((one) => one.id !== id);
    const at = Math.min(Math.max(to, 1), others.length);
    return column === undefined ? [...columns] : [...others.slice(0, at), column, ...others.slice(at)];
  };
  const move = (id: string, by: -1 | 1) => {
    const to = columns.findIndex((one) => one.id === id) + by;
    if (to < 1 || to >= columns.length) return;
    onChange(movedTo(id, to));
    setMoved({
      button: `${base}-${id}-${by}`,
      words: `${columnName(id)} is column ${to + 1} of ${columns.length} now`,
    });
  };
  const sized = (id: string, width: number) =>
    columns.map((column) => (column.id === id ? { id, width } : column));

  return (
    <>
      <ul aria-label="Shown columns">
        {columns.map(({ id, width }, at) => {
          const name = columnName(id);
          const fixed = id === 'identity';
          return (
            <li
              key={id}
              draggable={!fixed}
              className="flex min-h-8 items-center gap-1 rounded data-[dragged]:bg-raised"
              data-dragged={id === dragged || undefined}
              onDragStart={() => setDragged(id)}
              onDragOver={(event) => {
                event.preventDefault();
                if (dragged !== undefined && dragged !== id && !fixed) onShow(movedTo(dragged, at));
              }}
              onDragEnd={() => {
                setDragged(undefined);
                onChange([...columns]);
              }}
            >
              <GripVertical
                aria-hidden="true"
                className={fixed ? 'invisible size-4 shrink-0' : 'size-4 shrink-0 cursor-grab text-muted'}
              />
              <label className="flex min-h-8 min-w-0 flex-1 cursor-pointer items-center gap-2 pl-1">
                <input
                  type="checkbox"
                  className="checkbox shrink-0"
                  checked
                  disabled={fixed}
                  onChange={() => onChange(columns.filter((column) => column.id !== id))}
                />
                <ShortText value={name} />
                {fixed && <span className="text-xs text-muted">always first</span>}
              </label>
              <input
                type="range"
                aria-label={`Width of ${name}`}
                data-tip={width === undefined ? 'Width: automatic' : `Width: ${width} pixels`}
                aria-valuetext={width === undefined ? 'automatic' : `${width} pixels`}
                className="column-width max-md:hidden"
                min={COLUMN_WIDTH_MIN}
                max={COLUMN_WIDTH_MAX}
                step={STEP}
                value={width ?? measured.get(id) ?? COLUMN_WIDTH_MIN}
                onChange={(event) => onShow(sized(id, Number(event.target.value)))}
                onKeyUp={() => onChange([...columns])}
                onPointerUp={() => onChange([...columns])}
                // A line that can be dragged must not take the drag of its slider.
                draggable
                onDragStart={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                }}
              />
              {!fixed && (
                <>
                  <IconButton
                    id={`${base}-${id}--1`}
                    label={`Move ${name} up`}
                    aria-disabled={at === 1 || undefined}
                    onClick={() => move(id, -1)}
                  >
                    <ArrowUp aria-hidden="true" className="size-4" />
                  </IconButton>
                  <IconButton
                    id={`${base}-${id}-1`}
                    label={`Move ${name} down`}
                    aria-disabled={at === columns.length - 1 || undefined}
                    onClick={() => move(id, 1)}
                  >
                    <ArrowDown aria-hidden="true" className="size-4" />
                  </IconButton>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {moved?.words}
      </p>
    </>
  );
}

/** How wide the columns are on screen, where their width is their own affair. */
function widthsOnScreen(): Map<string, number> {
  return new Map(
    [...document.querySelectorAll<HTMLElement>('.identity-table th[data-column]')].map((head) => [
      head.dataset.column ?? '',
      head.offsetWidth,
    ]),
  );
}
