import 'server-only';
import { failed, isOutcomeUnknown, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { IdentityClient } from '@/lib/identity-client/client';
import { createRequest, type CreateIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import {
  changedFields,
  valuesOf,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';

/**
 * What became of a write whose answer was lost. A change is never repeated blindly: it is looked up and compared, and
 * what is still unclear stays "unknown" (security, section 8).
 */

/** Whether a write may have been carried out although it failed: its answer was lost, cut off, or of a failing server. */
export function mayBeDone(error: AppError): boolean {
  return isOutcomeUnknown(error);
}

/** A look-up asks also while the breaker is open, which the lost answer itself may have opened. */
export const LOOK_UP = { pressing: true } as const;

/** A create with a lost answer: done when an identity with that external id holds just what was asked. */
export async function createdAfterAll(
  client: IdentityClient,
  form: CreateIdentityForm,
  error: AppError,
): Promise<Outcome<IdentityRecord>> {
  const { external_id } = createRequest(form);
  const found = await client.retrieve(external_id, LOOK_UP);
  if (!found.ok) return failed(found.error.kind === 'not-found' ? notDone(error) : error);
  // An `_id` that reads like the external id is another identity.
  if (found.value.external_id !== external_id) return failed(error);
  if (changedFields(form, valuesOf(found.value)).length === 0) return found;
  return failed({
    kind: 'conflict',
    field: 'external_id',
    message: 'An identity with this external ID is there, with other values.',
  });
}

/**
 * An update with a lost answer, by what is stored now: `done` when the fields it sent hold what was wanted, `not-done`
 * when they are as they were, `moved` when they are neither.
 */
export async function updatedAfterAll(
  client: IdentityClient,
  id: string,
  {
    fields,
    stored,
    wanted,
  }: { fields: readonly IdentityField[]; stored: IdentityValues; wanted: IdentityValues },
  error: AppError,
): Promise<Outcome<{ state: 'done' | 'moved'; identity: IdentityRecord }>> {
  const found = await client.retrieve(id, LOOK_UP);
  if (!found.ok) return failed(error);
  const now = valuesOf(found.value);
  const differs = (from: IdentityValues) => changedFields(now, from).some((field) => fields.includes(field));
  if (!differs(wanted)) return succeeded({ state: 'done', identity: found.value });
  if (!differs(stored)) return failed(notDone(error));
  return succeeded({ state: 'moved', identity: found.value });
}

/**
 * The error of a write that a look-up did not find. Where the answer was waited for in vain the write may still come,
 * so that stays unknown: a time limit of ours, or that of a proxy in between (408, 504). Where an answer or the end of
 * the connection came, it is over.
 */
export function notDone(error: AppError): AppError {
  if (!('outcomeUnknown' in error)) return error;
  const mayStillCome =
    (error.kind === 'unreachable' && error.reason !== 'connection') ||
    (error.kind === 'upstream' && (error.status === 408 || error.status === 504));
  return mayStillCome ? error : { ...error, outcomeUnknown: false };
}

/**
 * The error of a look-up that failed after a change was answered with success. Any proxy can answer 200 to a DELETE, so
 * a success that could not be looked at is not believed. `undefined` when the service itself refused the look (a limit,
 * our key): then it is the service that spoke, and its success holds.
 */
export function inDoubt(error: AppError): AppError | undefined {
  return error.kind === 'unreachable' || error.kind === 'unreadable' || error.kind === 'upstream'
    ? { ...error, outcomeUnknown: true }
    : undefined;
}
