import Link from 'next/link';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { actionWords } from '@/lib/audit/action-groups';
import type { AuditEntry } from '@/lib/audit/entry';
import { auditHref, WHOLE_LOG } from '@/lib/audit/log-address';
import type { Outcome } from '@/lib/errors/app-error';
import { EntryOutcome } from './entry-outcome';
import { EntryOperator } from './entry-target';
import { HistoryEntry } from './history-entry';

/**
 * What happened to an identity in this dashboard, newest first.
 *
 * @param identity what the log is asked for: its `_id`, or the external id of one that is gone
 * @param ownOnly whether the operator sees only what they did themselves
 * @param now milliseconds at which this is drawn
 */
export function History({
  history,
  identity,
  ownOnly,
  now,
}: {
  history: Outcome<{ entries: AuditEntry[]; has_more: boolean }>;
  identity: string;
  ownOnly: boolean;
  now: number;
}) {
  return (
    <section aria-labelledby="history-heading" className="min-w-0 pt-8">
      <div className="flex min-h-9 items-center justify-between gap-4 pb-1">
        <h2 id="history-heading" className="font-semibold">
          History
        </h2>
        {history.ok && history.value.entries.length > 0 && (
          <Link href={auditHref(WHOLE_LOG, { identity })} prefetch={false} className="link text-xs">
            Show all in the audit log
          </Link>
        )}
      </div>
      {!history.ok ? (
        <ReadFailed error={history.error} />
      ) : history.value.entries.length === 0 ? (
        <p className="panel px-4 py-3 text-muted">
          {ownOnly
            ? 'You have not changed this identity here.'
            : 'Nothing has been changed here. What other programs do through the API is not in this log.'}
        </p>
      ) : (
        <ol aria-label="History" className="panel divide-y divide-line text-[0.8125rem]">
          {history.value.entries.map((entry) => (
            <HistoryEntry key={entry.id} entry={entry} words={actionWords(entry.action)}>
              <span className="min-w-0">
                <span className="font-medium">{actionWords(entry.action)}</span>{' '}
                <span className="text-muted">
                  by <EntryOperator entry={entry} />
                  {entry.answered_by !== undefined &&
                    (entry.action === 'identity.deleted' ? ' · created again' : ' · taken back')}
                </span>
              </span>
              <EntryOutcome entry={entry} now={now} />
            </HistoryEntry>
          ))}
        </ol>
      )}
      {history.ok && ownOnly && history.value.entries.length > 0 && (
        <p className="pt-2 text-xs text-muted">Your own entries. Editors and admins see everybody’s.</p>
      )}
    </section>
  );
}

/** The history's place while it is read. */
export function HistorySkeleton() {
  return (
    <div role="status" aria-label="Loading the history" className="skeleton-late pt-8">
      <div className="skeleton mb-2 h-5 w-24" />
      <div className="panel h-11" />
    </div>
  );
}
