'use client';

import { useNow } from '@/components/time/time-zone';
import { ColumnHeads } from '@/components/ui/column-heads';
import { actionWords } from '@/lib/audit/action-groups';
import type { AuditEntry } from '@/lib/audit/entry';
import { useEntryDisclosure } from './entry-disclosure';
import { EntryOutcome } from './entry-outcome';
import { EntryOperator, EntryTarget } from './entry-target';

const COLUMNS = ['Time', 'Operator', 'Action', 'Identity or operator', 'Outcome'] as const;

/**
 * Entries of the log, newest first. A real table with explicit roles: on a phone its rows are laid out as cards, and a
 * browser drops a table's own roles once it is not laid out as one.
 */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <div role="region" aria-label="Audit log, scrollable" tabIndex={0} className="identity-scroll">
      <table role="table" aria-label="Audit log" className="audit-table">
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHeads names={COLUMNS} />
          </tr>
        </thead>
        <tbody role="rowgroup">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const now = useNow();
  const words = actionWords(entry.action);
  const { button, details, id } = useEntryDisclosure(entry, words);
  return (
    <>
      <tr role="row">
        <td role="cell" data-cell="time">
          {button}
        </td>
        <td role="cell" data-cell="operator">
          <EntryOperator entry={entry} />
        </td>
        <td role="cell" data-cell="action">
          {words}
          {entry.answered_by !== undefined && (
            <span className="ml-2 text-xs text-muted">
              {entry.action === 'identity.deleted' ? 'created again' : 'taken back'}
            </span>
          )}
        </td>
        <td role="cell" data-cell="target">
          <EntryTarget entry={entry} />
        </td>
        <td role="cell" data-cell="outcome">
          <EntryOutcome entry={entry} now={now} />
        </td>
      </tr>
      <tr role="row" id={id} hidden={details === undefined} className="audit-details">
        <td role="cell" colSpan={COLUMNS.length}>
          {details}
        </td>
      </tr>
    </>
  );
}
