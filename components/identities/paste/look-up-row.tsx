'use client';

import { memo } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { IdText } from '@/components/ui/bidi-text';
import { formatCount } from '@/lib/format/numbers';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRow, PageColumn } from '@/lib/identity/identity-record';
import { identityHref } from '@/lib/identity/list-address';
import { readsLikeEmail } from '@/lib/identity/pasted-many';
import type { PastedRow } from '@/lib/identity/pasted-rows';
import { avatarSrc } from '../avatar-src';
import { IntentLink } from '../intent-link';
import { columnCell } from '../list/column-cell';
import { figureOf } from '../list/figure-cells';
import { select } from '../selection';
import { SharedEmail } from './shared-email';
import { StateWords } from './state-words';

/** The figures of each identity; two of them stand at the foot of its card. */
const FIGURES: readonly PageColumn[] = [
  { id: 'requests', name: 'Requests', kind: 'figure', card: 'first' },
  { id: 'cost', name: 'Cost', kind: 'figure', card: 'second' },
  { id: 'tokens', name: 'Tokens', kind: 'figure' },
  { id: 'error-rate', name: 'Error rate', kind: 'figure' },
];

/** One pasted value: what stood there, whom it means and their figures; or why it means nobody. */
export const LookUpRow = memo(function LookUpRow({
  row,
  chosen,
  selected,
}: {
  row: PastedRow;
  /** Of those who share the value: the `_id` that is meant. */
  chosen: string | undefined;
  selected: boolean;
}) {
  const { line, value, state, identity, result } = row;
  const isOwn = state !== 'repeated' ? identity : undefined;
  return (
    <tr role="row" data-selected={(isOwn && selected) || undefined}>
      <td role="cell" data-cell="select">
        {isOwn !== undefined && (
          <label className="checkbox-target">
            <input
              type="checkbox"
              className="checkbox"
              aria-label={`Select ${identityName(isOwn)}`}
              data-tip="Select"
              data-keys="x"
              checked={selected}
              onChange={(event) => select([isOwn], event.target.checked)}
            />
          </label>
        )}
      </td>
      <td role="cell" data-cell="pasted">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="min-w-6 shrink-0 text-right text-xs text-muted tabular-nums">
            <span className="sr-only">Line </span>
            {formatCount(line)}
          </span>
          <span className="min-w-0 truncate">
            {readsLikeEmail(value) ? <bdi title={value}>{value}</bdi> : <IdText value={value} />}
          </span>
        </span>
      </td>
      <td role="cell" data-cell="identity">
        {result?.state === 'ambiguous' && state === 'ambiguous' ? (
          <SharedEmail value={value} identities={result.identities} whole={result.whole} chosen={chosen} />
        ) : isOwn !== undefined ? (
          <Named identity={isOwn} by={result?.state === 'found' ? result.by : undefined} />
        ) : (
          <StateWords row={row} />
        )}
      </td>
      <td role="cell" data-cell="external-id">
        {isOwn !== undefined && <IdText value={isOwn.external_id} />}
      </td>
      {isOwn === undefined ? (
        <td role="cell" colSpan={4} data-cell="none" />
      ) : (
        FIGURES.map((column) => columnCell(column, figureOf(column.id, isOwn)))
      )}
    </tr>
  );
});

function Named({ identity, by }: { identity: IdentityRow; by: string | undefined }) {
  const name = identityName(identity);
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <Avatar id={identity._id} name={name} src={avatarSrc(identity)} size={28} alt="" />
      <span className="min-w-0">
        <IntentLink href={identityHref(identity._id)} className="row-link block truncate font-medium">
          <bdi>{name}</bdi>
        </IntentLink>
        {by !== undefined && <span className="block truncate text-xs text-muted">{`by ${by}`}</span>}
      </span>
    </div>
  );
}
