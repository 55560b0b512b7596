import 'server-only';
import type { AuditAction } from '@/lib/audit/actions';
import {
  closeEntries,
  newEntry,
  openEntries,
  type AuditAttempt,
  type AuditEnd,
  type NewEntry,
} from '@/lib/audit/audit-log';
import type { Operator } from '@/lib/auth/operator';
import type { Permission } from '@/lib/auth/permissions';
import { withoutParameters } from '@/lib/db/query-error';
import { failed, isOutcomeUnknown, type AppError, type Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { actingOperator } from './acting-operator';
import { logEvent } from './log';
import { presentRequest } from './request-marks';
import { store } from './store';

/** What a change tells of itself before it is tried. */
export type Told = Pick<AuditAttempt, 'targetId' | 'targetExternalId' | 'changes' | 'detail'>;

/**
 * Makes a change and records it: as attempted before, as done, failed or unknown after. What cannot be recorded is not
 * made. When the end cannot be written the entry stays "attempted", which is what is known.
 *
 * @param work gets the id of the entry
 * @param tell what a success adds, such as the `_id` of what was made
 */
export async function audited<Result>(
  by: NonNullable<AuditAttempt['operator']>,
  action: AuditAction,
  told: Told,
  work: (entry: string) => Promise<Outcome<Result>>,
  tell: (
    result: Result,
  ) => Pick<AuditEnd, 'targetId' | 'detail'> & { outcome?: AuditEnd['outcome'] } = () => ({}),
): Promise<Outcome<Result>> {
  const entry = await openedEntry({ action, operator: by, ...told });
  if (entry === undefined) return failed(NOT_RECORDED);
  let outcome: Outcome<Result>;
  try {
    outcome = await work(entry);
  } catch (bug) {
    await endEntry(entry, action, { outcome: 'unknown', detail: { reason: 'The dashboard failed.' } });
    throw bug;
  }
  // A job looks up later what became of it, and closes the entry then.
  if (!outcome.ok && isOutcomeUnknown(outcome.error) && actingOperator() !== undefined) return outcome;
  await endEntry(
    entry,
    action,
    outcome.ok ? { outcome: 'done', ...tell(outcome.value) } : failure(outcome.error),
  );
  return outcome;
}

/** What cannot be recorded is not done. */
export const NOT_RECORDED: AppError = {
  kind: 'audit-unavailable',
  message: 'This could not be recorded, so it was not done: nothing is changed without an entry.',
};

function failure(error: AppError): AuditEnd {
  return {
    outcome: isOutcomeUnknown(error) ? 'unknown' : 'failed',
    detail: { reason: errorWords(error, 'change').title },
  };
}

/** Records something that is over the moment it is known, such as a sign-out. Says whether it could be. */
export async function recordEvent(
  attempt: AuditAttempt,
  end: AuditEnd = { outcome: 'done' },
): Promise<boolean> {
  const entry = await openedEntry(attempt);
  if (entry === undefined) return false;
  await endEntry(entry, attempt.action, end);
  return true;
}

/** Records that somebody was refused something their role does not allow. */
export async function recordRefusal(operator: Operator, permission: Permission): Promise<void> {
  await recordEvent({ action: 'access.refused', operator, detail: { permission } });
}

/** Opens an entry; undefined when the store does not take it. Also a line of the log, for collection elsewhere. */
export async function openedEntry(attempt: AuditAttempt): Promise<string | undefined> {
  const { requestId, address } = await presentRequest();
  const acting = actingOperator();
  const ofJob = acting && { detail: { job: acting.job, ...acting.detail, ...attempt.detail } };
  try {
    const entry = newEntry({ requestId, address, ...attempt, ...ofJob });
    const { id } = entry;
    await (acting?.open ?? writeEntry)(entry);
    acting?.opened?.(id);
    logEvent('info', 'audit', {
      entry: id,
      requestId,
      action: attempt.action,
      operatorId: attempt.operator?.id,
      role: attempt.operator?.role,
      targetId: attempt.targetId,
      fields: attempt.changes && Object.keys(attempt.changes),
      outcome: 'attempted',
    });
    return id;
  } catch (error) {
    logEvent('error', 'audit-not-written', {
      requestId,
      action: attempt.action,
      error: withoutParameters(error),
    });
    return undefined;
  }
}

async function writeEntry(entry: NewEntry): Promise<void> {
  const { orm } = await store();
  await openEntries(orm, [entry]);
}

/** An entry and how it ended. */
export type Closing = { entry: string; action: AuditAction; end: AuditEnd };

/** Closes an entry. A store that fails now leaves it as attempted; what was done is done. */
export async function endEntry(entry: string, action: AuditAction, end: AuditEnd): Promise<void> {
  const closing = { entry, action, end };
  const { closed } = actingOperator() ?? {};
  if (closed === undefined) await endEntries([closing]);
  else closed(closing);
}

/** Closes entries, many in one statement. */
export async function endEntries(closings: readonly Closing[]): Promise<void> {
  let failure: { error: unknown } | undefined;
  try {
    const { orm } = await store();
    await closeEntries(orm, closings);
  } catch (error) {
    failure = { error: withoutParameters(error) };
  }
  for (const { entry, action, end } of closings)
    if (failure === undefined)
      logEvent('info', 'audit', { entry, action, targetId: end.targetId, outcome: end.outcome });
    else logEvent('error', 'audit-not-closed', { entry, action, outcome: end.outcome, ...failure });
}
