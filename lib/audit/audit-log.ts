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

/**
 * Writes an entry before what it tells of is tried, and says its id. Throws when the store does not take it: a change
 * that cannot be recorded must not be made (security, section 7).
 */
export async function openEntry(orm: Orm, attempt: AuditAttempt): Promise<string> {
  const id = ulid();
  await orm.insert(auditEntries).values({
    id,
    at: new Date(),
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
  });
  return id;
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
