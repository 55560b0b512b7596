import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import type { AuditEnd } from '@/lib/audit/audit-log';
import type { AuditAction } from '@/lib/audit/actions';
import { endEntry } from '../audited';
import { store } from '../store';

/** Entries of changes that were cut off: attempted, and not told how they ended. */
export type OpenEntry = { id: string; action: AuditAction };

/** An identity by its `_id` or, where it may not be there yet, by its external id. */
export type Subject = { id: string } | { externalId: string };

/**
 * What a job began to do to an identity: the entries it never heard the end of, oldest first, and the one that was done,
 * if the process ended between the end of the change and that of the item.
 */
export async function begunOf(job: string, of: Subject): Promise<{ open: OpenEntry[]; done?: string }> {
  const { orm } = await store();
  const rows = await orm
    .select({ id: auditEntries.id, action: auditEntries.action, outcome: auditOutcomes.outcome })
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(and(isAbout(of), sql`${auditEntries.detail} ->> 'job' = ${job}`))
    .orderBy(auditEntries.id);
  const done = rows.findLast(({ outcome }) => outcome === 'done')?.id;
  return {
    open: rows.filter(({ outcome }) => outcome === null) as OpenEntry[],
    ...(done !== undefined && { done }),
  };
}

function isAbout(of: Subject) {
  return 'id' in of ? eq(auditEntries.targetId, of.id) : eq(auditEntries.targetExternalId, of.externalId);
}

const LOOKED_UP = 'Cut off, and looked up afterwards';

/**
 * Closes them by what was found: the change was made (by the last of them), or was not. Returns the entry of it.
 *
 * @param targetId the `_id`, which the entry of a create does not know before it is done
 */
export async function settle(
  entries: readonly OpenEntry[],
  isMade: boolean,
  targetId?: string,
): Promise<string | undefined> {
  const made = isMade ? entries.at(-1) : undefined;
  const done: AuditEnd = { ...DONE, ...(targetId !== undefined && { targetId }) };
  for (const entry of entries) await endEntry(entry.id, entry.action, entry === made ? done : NOT_MADE);
  return made?.id;
}

const DONE: AuditEnd = { outcome: 'done', detail: { looked_up: `${LOOKED_UP}: it had been made.` } };
const NOT_MADE: AuditEnd = {
  outcome: 'failed',
  detail: { reason: `${LOOKED_UP}: it had not been made.` },
};

/** Closes them as what nobody can tell. */
export async function settleUnknown(entries: readonly OpenEntry[]): Promise<void> {
  for (const { id, action } of entries)
    await endEntry(id, action, {
      outcome: 'unknown',
      detail: { reason: `${LOOKED_UP}: nobody can say whether it was made.` },
    });
}
