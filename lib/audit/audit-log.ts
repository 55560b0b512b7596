import 'server-only';
import { ulid } from 'ulid';
import type { Orm } from '@/lib/db/database';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import type { AuditAction, AuditOutcome, FieldChanges } from './actions';

/** What is known before something is tried. */
export type AuditAttempt = {
  action: AuditAction;
  /** Who, at this time; undefined where nobody is signed in. */
  operator?: { id: string; email: string; role: string };
  /** An email that was typed by somebody who is not signed in. */
  typedEmail?: string;
  /** Network address of the caller. */
  address?: string;
  requestId?: string;
  /** `_id` of the identity, or id of the operator, acted on. */
  targetId?: string;
  targetExternalId?: string;
  changes?: FieldChanges;
  detail?: Record<string, unknown>;
};

/** How it ended, and what is known only now. */
export type AuditEnd = {
  outcome: Exclude<AuditOutcome, 'attempted'>;
  targetId?: string;
  detail?: Record<string, unknown>;
};

/** An entry that is to be written: its id is known before it is. */
export type NewEntry = { id: string; attempt: AuditAttempt };

/** Gives an attempt the id of its entry. */
export function newEntry(attempt: AuditAttempt): NewEntry {
  return { id: ulid(), attempt };
}

/**
 * Writes entries before what they tell of is tried, all or none. Throws when the store does not take them: a change that
 * cannot be recorded must not be made (security, section 7).
 */
export async function openEntries(orm: Orm, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const at = new Date();
  await orm.insert(auditEntries).values(
    entries.map(({ id, attempt }) => ({
      id,
      at,
      operatorId: attempt.operator?.id ?? null,
      operatorEmail: attempt.operator?.email ?? attempt.typedEmail ?? null,
      role: attempt.operator?.role ?? null,
      address: attempt.address ?? null,
      action: attempt.action,
      targetId: attempt.targetId ?? null,
      targetExternalId: attempt.targetExternalId ?? null,
      changes: attempt.changes ?? null,
      detail: attempt.detail ?? null,
      requestId: attempt.requestId ?? null,
    })),
  );
}

/** Writes one entry, and says its id. Throws as `openEntries` does. */
export async function openEntry(orm: Orm, attempt: AuditAttempt): Promise<string> {
  const entry = newEntry(attempt);
  await openEntries(orm, [entry]);
  return entry.id;
}

/** Adds how entries ended. Nothing is changed: each end is a row of its own. */
export async function closeEntries(
  orm: Orm,
  ends: readonly { entry: string; end: AuditEnd }[],
): Promise<void> {
  if (ends.length === 0) return;
  const at = new Date();
  await orm
    .insert(auditOutcomes)
    .values(
      ends.map(({ entry, end }) => ({
        entryId: entry,
        at,
        outcome: end.outcome,
        targetId: end.targetId ?? null,
        detail: end.detail ?? null,
      })),
    )
    .onConflictDoNothing();
}

/** Adds how an entry ended. */
export async function closeEntry(orm: Orm, entry: string, end: AuditEnd): Promise<void> {
  await closeEntries(orm, [{ entry, end }]);
}
