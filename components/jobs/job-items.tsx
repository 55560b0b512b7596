'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import Link from 'next/link';
import { useEffect, useEffectEvent, useState } from 'react';
import { ChangeList } from '@/components/identities/form/change-list';
import { shownChanges } from '@/components/identities/form/shown-changes';
import { Badge } from '@/components/ui/badge';
import { IdText } from '@/components/ui/bidi-text';
import { ColumnHeads } from '@/components/ui/column-heads';
import { auditHref, WHOLE_LOG } from '@/lib/audit/log-address';
import { formatCount } from '@/lib/format/numbers';
import { identityHref } from '@/lib/identity/list-address';
import { ITEM_STATES, type ItemState, type Job, type JobItem } from '@/lib/jobs/schema';
import { jobItemsOptions } from '@/lib/queries/jobs';
import { endedCount, ITEM_WORDS } from './job-words';
import { Nothing } from './nothing';
import { PagedItems } from './paged-items';

const TONES: Partial<Record<ItemState, 'ok' | 'danger' | 'warning'>> = {
  done: 'ok',
  failed: 'danger',
  unknown: 'warning',
};

/** Every item of a job, by state: what would change or has changed, and why something did not. */
export function JobItems({ job }: { job: Job }) {
  const [state, setState] = useState<ItemState>();
  const query = useInfiniteQuery(jobItemsOptions(job.id, state));
  const ended = endedCount(job.counts);
  // Read again as the job goes on; what was read for another state is out of date as well.
  const read = useEffectEvent(() => void query.refetch({ cancelRefetch: false }));
  useEffect(() => {
    if (job.started !== undefined) read();
  }, [ended, job.started, job.state]);
  return (
    <section aria-labelledby="items-heading" className="min-w-0 pt-8">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-3">
        <h2 id="items-heading" className="font-semibold">
          Items
        </h2>
        <label className="flex items-center gap-2 text-[0.8125rem] text-muted">
          State
          <select
            className="select"
            value={state ?? ''}
            onChange={({ target }) => setState(ITEM_STATES.find((known) => known === target.value))}
          >
            <option value="">All</option>
            {ITEM_STATES.map((known) => (
              <option key={known} value={known}>
                {ITEM_WORDS[known]} ({formatCount(job.counts[known])})
              </option>
            ))}
          </select>
        </label>
      </div>
      <PagedItems query={query} noun="items" empty="No item is in this state.">
        {(items) => <ItemTable items={items} isImport={job.kind === 'import'} />}
      </PagedItems>
    </section>
  );
}

function ItemTable({ items, isImport }: { items: readonly JobItem[]; isImport: boolean }) {
  return (
    <div role="region" aria-label="Items, scrollable" tabIndex={0} className="people-scroll">
      <table role="table" aria-label="Items" className={clsx('people-table', isImport && 'import-rows')}>
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHeads names={['Identity', 'External ID', 'State', 'Change', 'Audit entry']} />
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item) => (
            <Row key={item.position} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ item }: { item: JobItem }) {
  const { name, target_id: id, external_id: externalId, line, plan, state, reason, entry } = item;
  const called = name ?? externalId ?? id ?? `Row ${item.position + 1}`;
  return (
    <tr role="row">
      <td role="cell" data-cell="who" className="max-w-72">
        {id === undefined ? (
          <bdi className="line-clamp-2">{called}</bdi>
        ) : (
          <Link
            href={identityHref(id)}
            prefetch={false}
            className="font-medium wrap-anywhere hover:underline"
          >
            <bdi className="line-clamp-2">{called}</bdi>
          </Link>
        )}
        {line !== undefined && (
          <span className="block text-xs text-muted tabular-nums">Line {formatCount(line)}</span>
        )}
      </td>
      <td role="cell" data-label="External ID">
        {externalId === undefined ? <Nothing /> : <IdText value={externalId} />}
      </td>
      <td role="cell" data-label="State">
        {state === 'failed' && plan === 'reject' ? (
          <Badge>Rejected</Badge>
        ) : (
          <Badge tone={TONES[state] ?? 'plain'}>{ITEM_WORDS[state]}</Badge>
        )}
      </td>
      <td role="cell" data-label="Change" className="max-w-[28rem]">
        {reason !== undefined && <p className="text-muted">{reason}</p>}
        <Change item={item} />
        {reason === undefined && !hasChange(item) && <Nothing />}
      </td>
      <td role="cell" data-label="Audit entry">
        {entry === undefined ? (
          <Nothing />
        ) : (
          <Link
            href={auditHref(WHOLE_LOG, { entry })}
            prefetch={false}
            className="link inline-flex min-h-6 items-center"
            aria-label={`Audit entry of ${called}`}
          >
            Open
          </Link>
        )}
      </td>
    </tr>
  );
}

function hasChange({ planned }: JobItem): boolean {
  return planned !== undefined && Object.keys(planned).length > 0;
}

function Change({ item }: { item: JobItem }) {
  if (item.planned === undefined || !hasChange(item)) return null;
  return (
    <div className={clsx('-mx-4', item.line !== undefined && '-my-2.5')}>
      <ChangeList changes={shownChanges(item.planned)} only={item.plan === 'create' ? 'after' : undefined} />
    </div>
  );
}
