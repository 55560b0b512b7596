'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ChangeList } from '@/components/identities/form/change-list';
import { shownChanges } from '@/components/identities/form/shown-changes';
import { IdText } from '@/components/ui/bidi-text';
import { formatCount } from '@/lib/format/numbers';
import { identityHref } from '@/lib/identity/list-address';
import type { ImportRequest } from '@/lib/import/import-request';
import type { ItemPlan, JobItem } from '@/lib/jobs/schema';
import { importRowsOptions } from '@/lib/queries/imports';
import { Nothing } from '../nothing';
import { PagedItems } from '../paged-items';

const LAST_COLUMN: Record<ItemPlan, string | undefined> = {
  create: 'Values',
  update: 'Changes',
  leave: undefined,
  reject: 'Reason',
};

/** The rows that the check found to be of one sort, page by page. */
export function ImportRows({
  job,
  plan,
  request,
  label,
}: {
  job: string;
  plan: ItemPlan;
  request: ImportRequest;
  label: string;
}) {
  const query = useInfiniteQuery(importRowsOptions(job, plan, request));
  return (
    <PagedItems query={query} noun="rows" empty="No row of the file is of this sort.">
      {(items) => <RowTable items={items} plan={plan} label={label} />}
    </PagedItems>
  );
}

function RowTable({ items, plan, label }: { items: readonly JobItem[]; plan: ItemPlan; label: string }) {
  const last = LAST_COLUMN[plan];
  return (
    <div role="region" aria-label={`${label}, scrollable`} tabIndex={0} className="people-scroll">
      <table role="table" aria-label={label} className="people-table import-rows">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" className="text-right">
              Line
            </th>
            {['Identity', 'External ID', ...(last === undefined ? [] : [last])].map((name) => (
              <th key={name} role="columnheader" scope="col" className="text-left">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item) => (
            <Row key={item.position} item={item} plan={plan} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ item, plan }: { item: JobItem; plan: ItemPlan }) {
  const { line, name, external_id: externalId, target_id: id, planned = {}, reason } = item;
  return (
    <tr role="row">
      <td role="cell" data-label="Line" data-cell="line" className="text-right text-muted tabular-nums">
        {line === undefined ? <Nothing /> : formatCount(line)}
      </td>
      <td role="cell" data-cell="who" className="max-w-64 font-medium">
        {name === undefined ? (
          <Nothing />
        ) : id === undefined ? (
          <bdi className="line-clamp-2 wrap-anywhere">{name}</bdi>
        ) : (
          <Link href={identityHref(id)} prefetch={false} className="wrap-anywhere hover:underline">
            <bdi className="line-clamp-2">{name}</bdi>
          </Link>
        )}
      </td>
      <td role="cell" data-label="External ID" className="max-w-64">
        {externalId === undefined ? <Nothing /> : <IdText value={externalId} />}
      </td>
      {plan === 'reject' && (
        <td role="cell" data-label="Reason" data-cell="wide" className="wrap-anywhere">
          {reason ?? <Nothing />}
        </td>
      )}
      {(plan === 'create' || plan === 'update') && (
        <td role="cell" data-label={LAST_COLUMN[plan]} data-cell="wide">
          {Object.keys(planned).length === 0 ? (
            <Nothing />
          ) : (
            <div className="-mx-4 -my-2.5">
              <ChangeList changes={shownChanges(planned)} only={plan === 'create' ? 'after' : undefined} />
            </div>
          )}
        </td>
      )}
    </tr>
  );
}
