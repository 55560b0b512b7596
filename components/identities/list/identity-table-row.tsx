'use client';

import { lazy, memo, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { RelativeTime } from '@/components/time/relative-time';
import { Avatar } from '@/components/ui/avatar';
import { IdText } from '@/components/ui/bidi-text';
import { identityName, isVisible } from '@/lib/identity/identity-name';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import { rememberOpenedRow } from '@/lib/queries/list-trail';
import { avatarSrc } from '../avatar-src';
import { IntentLink } from '../intent-link';
import { select } from '../selection';
import { FigureCells } from './figure-cells';
import { Highlight } from './highlight';
import { RowActions } from './row-actions';
import { RowTags } from './row-tags';

const BudgetCell = lazy(() => import('@/components/budgets/budget-cell'));

/** One identity in the table. The name is its only link; nothing happens on a click elsewhere in the row. */
export const IdentityTableRow = memo(function IdentityTableRow({
  row,
  rank,
  figures = <FigureCells metrics={row.metrics} />,
  withBudget,
  search,
  selected,
  focused,
  onTag,
}: {
  row: IdentityRow;
  /** Of a ranking: its place, and its figures in the ranking's period in place of those of 30 days. */
  rank?: ReactNode;
  figures?: ReactNode;
  withBudget: boolean;
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
  return (
    <tr role="row" data-selected={selected || undefined}>
      <td role="cell" data-cell="select">
        <label className="checkbox-target">
          <input
            type="checkbox"
            className="checkbox"
            aria-label={`Select ${name}`}
            data-tip="Select"
            data-keys="x"
            checked={selected}
            onChange={(event) => select([row], event.target.checked)}
          />
        </label>
      </td>
      <td role="cell" data-cell="identity">
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
      </td>
      <td role="cell" data-cell="external-id">
        <IdText value={row.external_id} />
      </td>
      <td role="cell" data-cell="tags">
        <RowTags tags={row.tags} onTag={onTag} />
      </td>
      {figures}
      {withBudget && (
        <td role="cell" data-cell="budget">
          <Suspense>
            <BudgetCell budget={row.budget} />
          </Suspense>
        </td>
      )}
      <td role="cell" data-cell="updated" className="text-right whitespace-nowrap text-muted">
        <RelativeTime value={row.updated} />
      </td>
      <td role="cell" data-cell="actions">
        <RowActions row={row} name={name} />
      </td>
    </tr>
  );
});
