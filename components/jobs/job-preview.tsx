import { ChangeList } from '@/components/identities/form/change-list';
import { shownChanges } from '@/components/identities/form/shown-changes';
import { IdText } from '@/components/ui/bidi-text';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/lib/format/numbers';
import { identitiesWords } from '@/lib/identity/count-words';
import type { Job, JobItem } from '@/lib/jobs/schema';
import { previewLabels } from './job-words';

/** What a job would do, before the operator's word: how many, and the first of them with what would change. */
export function JobPreview({ job }: { job: Job }) {
  const { preview, moved } = job;
  if (preview === undefined) return null;
  const labels = previewLabels(job);
  const counts = [preview.would_change, preview.would_stay, preview.conflicts];
  return (
    <div className="flex flex-col gap-3">
      {moved !== undefined && (
        <Notice tone="warning" title="The count has moved" className="mb-0">
          You confirmed {identitiesWords(moved.was)}; now it is {formatCount(moved.is)}. Nothing was changed.
          Look again, then confirm anew.
        </Notice>
      )}
      <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-lg border border-line bg-line">
        {labels.map((label, at) => (
          <div key={label} className="flex flex-col bg-surface px-3 py-2">
            <dt className="text-xs text-muted">{label}</dt>
            <dd className="text-base font-semibold tabular-nums">{formatCount(counts[at] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <Sample preview={preview} deletes={job.kind === 'delete'} />
    </div>
  );
}

function Sample({ preview, deletes }: { preview: NonNullable<Job['preview']>; deletes: boolean }) {
  const { sample, would_change: count } = preview;
  if (sample.length === 0) return null;
  const changing = sample.filter(({ reason }) => reason === undefined);
  const conflicts = sample.filter(({ reason }) => reason !== undefined);
  return (
    <>
      {changing.length > 0 && (
        <Items
          label={
            count > changing.length
              ? `The first ${formatCount(changing.length)} of ${formatCount(count)}`
              : deletes
                ? 'What would be deleted'
                : 'What would change'
          }
          items={changing}
        />
      )}
      {conflicts.length > 0 && (
        <Items
          label={
            preview.conflicts > conflicts.length
              ? `Cannot be done, the first ${formatCount(conflicts.length)} of ${formatCount(preview.conflicts)}`
              : 'Cannot be done'
          }
          items={conflicts}
        />
      )}
    </>
  );
}

function Items({ label, items }: { label: string; items: readonly JobItem[] }) {
  return (
    <section aria-label={label}>
      <h3 className="pb-1 text-xs font-medium text-muted">{label}</h3>
      <ul
        // Reached by Tab, so that it can be scrolled by key.
        tabIndex={0}
        aria-label={label}
        className="panel max-h-56 divide-y divide-line overflow-y-auto text-[0.8125rem]"
      >
        {items.map((item) => (
          <li key={item.position}>
            <p className="flex items-baseline justify-between gap-3 px-4 pt-2 pb-1.5">
              <bdi className="min-w-0 truncate font-medium">
                {item.name ?? item.external_id ?? item.target_id}
              </bdi>
              {item.external_id !== undefined && item.external_id !== item.name && (
                <span className="shrink-0 text-xs text-muted">
                  <IdText value={item.external_id} />
                </span>
              )}
            </p>
            {item.reason !== undefined ? (
              <p className="px-4 pb-2 text-danger">{item.reason}</p>
            ) : (
              item.planned !== undefined &&
              Object.keys(item.planned).length > 0 && <ChangeList changes={shownChanges(item.planned)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
