'use client';

import { lazy, memo, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { RelativeTime } from '@/components/time/relative-time';
import { Avatar } from '@/components/ui/avatar';
import { IdText } from '@/components/ui/bidi-text';
import { identityName, isVisible } from '@/lib/identity/identity-name';
import type { IdentityRow, PageColumn } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import { rememberOpenedRow } from '@/lib/queries/list-trail';
import { avatarSrc } from '../avatar-src';
import { IntentLink } from '../intent-link';
import { selectRow } from '../selection';
import { columnCell } from './column-cell';
import { figureOf, type RowFigures } from './figure-cells';
import { Highlight } from './highlight';
import { MetadataValue } from './metadata-value';
import { RowActions } from './row-actions';
import { RowTags } from './row-tags';

const BudgetCell = lazy(() => import('@/components/budgets/budget-cell'));

/** One identity in the table. The name is its only link; nothing happens on a click elsewhere in the row. */
export const IdentityTableRow = memo(function IdentityTableRow({
  row,
  columns,
  page,
  rank,
  figures = row,
  search,
  selected,
  focused,
  onTag,
}: {
  row: IdentityRow;
  columns: readonly PageColumn[];
  /** The rows it stands among. */
  page: readonly IdentityRow[];
  /** Of a ranking: its place, and its figures in the ranking's period in place of those of 30 days. */
  rank?: ReactNode;
  figures?: RowFigures;
  search: string;
  selected: boolean;
  focused: boolean;
  onTag: (tag: string) => void;
}) {
  const name = identityName(row);
  const link = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (focused) link.current?.querySelector('a')?.focus({ preventScroll: true });
  }, [focused]);

  // The second line says what the first does not: the email below a display name.
  const second = isVisible(row.email) && row.email !== name ? row.email : undefined;
  const contentOf = ({ id }: PageColumn): ReactNode => {
    switch (id) {
      case 'identity':
        return (
          <div className="flex min-w-0 items-center gap-2.5">
            {rank}
            <Avatar id={row._id} name={name} src={avatarSrc(row)} size={28} alt="" />
            <span ref={link} className="min-w-0">
              <IntentLink
                href={identityHref(row._id)}
                className="row-link block truncate font-medium"
                onClick={() => rememberOpenedRow(window.location.search, row._id)}
              >
                <Highlight text={name} search={search} />
              </IntentLink>
              {second !== undefined && (
                <span className="block truncate text-xs text-muted">
                  <Highlight text={second} search={search} />
                </span>
              )}
            </span>
          </div>
        );
      case 'external-id':
        return <IdText value={row.external_id} />;
      case 'tags':
        return <RowTags tags={row.tags} onTag={onTag} />;
      case 'budget':
        return (
          <Suspense>
            <BudgetCell budget={row.budget} />
          </Suspense>
        );
      case 'updated':
      case 'created':
        return <RelativeTime value={row[id]} />;
      default:
        return figureOf(id, figures) ?? <MetadataValue row={row} column={id} />;
    }
  };
  return (
    <tr role="row" data-selected={selected || undefined}>
      <td role="cell" data-cell="select">
        {/* With Shift a press would mark text, too. */}
        <label className="checkbox-target" onMouseDown={(event) => event.shiftKey && event.preventDefault()}>
          <input
            type="checkbox"
            className="checkbox"
            aria-label={`Select ${name}`}
            data-tip="Select"
            data-keys="x"
            checked={selected}
            // A click with Shift, or Space with it, takes in everything from the row chosen before.
            onChange={({ target, nativeEvent }) =>
              selectRow(row, page, target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </label>
      </td>
      {columns.map((column) => columnCell(column, contentOf(column)))}
      <td role="cell" data-cell="actions">
        <RowActions row={row} name={name} />
      </td>
    </tr>
  );
});
