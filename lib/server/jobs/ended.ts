import 'server-only';
import { isOutcomeUnknown, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { actingOperator } from '../acting-operator';
import { storedIdentity } from '../identities';
import { begunOf, settle, settleUnknown } from './cut-off';
import type { Done, Work } from './job-handler';
import { passes } from './postpone';

/** How the outcome of a change reads as the end of an item. */

/** A failure, by whether it goes away by itself and whether anybody can say what was done. */
export function failedItem(error: AppError): Done {
  if (isOutcomeUnknown(error)) return { state: 'unknown', error };
  return { state: passes(error) ? 'later' : 'failed', error };
}

/** The end of a change that says by itself whether there was anything to do. */
export function endOf(outcome: Outcome<{ status: 'changed' | 'unchanged' }>): Done {
  if (!outcome.ok) return failedItem(outcome.error);
  return { state: outcome.value.status === 'changed' ? 'done' : 'unchanged' };
}

/**
 * Looks up what became of a try that was cut off, and closes its entry of the audit log by that. Undefined when the change
 * was not made, so that it is still to be done.
 *
 * @param isMade by what is stored now (undefined: it is gone) whether the change was made; undefined when that cannot tell
 * @param by what the item is known by: a row of a file by its external id, as it may be an identity that is made
 */
export async function lookUpCutOff(
  item: Work,
  isMade: (stored: IdentityRecord | undefined) => boolean | undefined,
  by: '_id' | 'external_id' = '_id',
): Promise<Done | undefined> {
  const { job } = actingOperator() ?? {};
  const id = by === '_id' ? item.target_id : item.external_id;
  if (!item.resumed || id === undefined || job === undefined) return undefined;
  const { open, done } = await begunOf(job, by === '_id' ? { id } : { externalId: id });
  if (done !== undefined) return { state: 'done', entry: done };
  // An entry is written before the change: without one nothing was begun.
  if (open.length === 0) return undefined;
  const read = await storedIdentity(id, { fresh: true });
  if (!read.ok && read.error.kind !== 'not-found') return { state: 'later', error: read.error };
  const stored = read.ok && read.value[by] === id ? read.value : undefined;
  const made = isMade(stored);
  if (made === undefined) {
    await settleUnknown(open);
    // Named, so that it stands: what is looked up now will not be clearer later.
    return { state: 'unknown', error: CANNOT_TELL, entry: open.at(-1)?.id ?? '' };
  }
  const entry = await settle(open, made, stored?._id);
  if (entry === undefined) return undefined;
  return { state: 'done', entry, ...(stored !== undefined && { target_id: stored._id }) };
}

const CANNOT_TELL: AppError = {
  kind: 'upstream',
  status: 200,
  message: 'It was changed or deleted by somebody else meanwhile.',
  outcomeUnknown: true,
};

/** An item without an identity: nothing can be done to it. */
export const NO_TARGET: Done = {
  state: 'failed',
  error: { kind: 'not-found', message: 'Identity not found' },
};
