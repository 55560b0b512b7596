import 'server-only';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { FIELD_LABELS } from '@/lib/identity/identity-values';
import type { ImportRequest } from '@/lib/import/import-request';
import { planRow, staysWithin, type RowPlan } from '@/lib/import/plan-row';
import { rowInput } from '@/lib/import/row-input';
import { rowWishes, type ReadRow, type RowWishes } from '@/lib/import/row-wishes';
import { storedIdentity } from '../identities';
import { createIdentity, saveIdentity } from '../identity-changes';
import { failedItem, lookUpCutOff } from './ended';
import type { Done, JobHandler, Plan, Work } from './job-handler';
import { screenRows } from './screen-rows';

/**
 * Imports the rows of a file: each creates the identity with its external id, or changes the one that is there. What a
 * row does is said by its check, and nothing else is done: where that no longer fits what is stored, the row fails.
 */
export const importJob: JobHandler<ImportRequest> = {
  permission: 'identity.write',
  leavesUnchanged: true,
  screen: screenRows,
  async check(item, request) {
    const read = readRow(item, request);
    if ('rejected' in read) return succeeded({ plan: 'reject', reason: read.rejected });
    const found = await lookUp(read.wishes.external_id);
    return found.ok ? succeeded(checked(read.wishes, found.value)) : found;
  },
  async perform(item, request, note) {
    const read = readRow(item, request);
    if ('rejected' in read) return refused(read.rejected);
    const { wishes } = read;
    const cutOff = await lookUpCutOff(item, (stored) => isMade(item, wishes, stored), 'external_id');
    if (cutOff !== undefined) return cutOff;
    const found = await lookUp(wishes.external_id);
    if (!found.ok) return failedItem(found.error);
    if ('reason' in found.value) return refused(found.value.reason);
    const { stored } = found.value;
    const now = planRow(wishes, stored);
    const issue = outdated(item, now);
    if (issue !== undefined) return refused(issue);
    if (now.plan === 'create') {
      await note({ plan: now.plan });
      const created = await createIdentity(now.form);
      if (!created.ok) return failedItem(created.error);
      return { state: 'done', target_id: created.value._id };
    }
    if (now.plan !== 'update' || stored === undefined)
      return { state: 'unchanged', ...(stored !== undefined && { target_id: stored._id }) };
    await note({ plan: now.plan });
    const saved = await saveIdentity(stored._id, now.opened, now.wanted);
    if (!saved.ok) return failedItem(saved.error);
    if (saved.value.status === 'changed-meanwhile') return refused(CHANGED_SINCE);
    const { kept } = saved.value;
    return {
      state: 'done',
      target_id: stored._id,
      ...(kept.length > 0 && {
        reason: `The service kept what it had: ${kept.map(({ field }) => FIELD_LABELS[field]).join(', ')}.`,
      }),
    };
  },
};

const CHANGED_SINCE =
  'It was changed by somebody else since the check, so nothing was written. Import the file again to see what it would change now.';
const MADE_SINCE =
  'An identity with this external ID was created since the check, with other values. Import the file again to see what it would change now.';
const GONE_SINCE = 'It was deleted since the check.';

function readRow({ input }: Work, request: ImportRequest): ReadRow {
  return rowWishes(rowInput.parse(input), request);
}

type Found = { stored: IdentityRecord | undefined } | { reason: string };

/**
 * The identity with an external id, to the letter or, if there is none, without white space at its ends, as it would be
 * created.
 */
async function lookUp(externalId: string): Promise<Outcome<Found>> {
  for (const ref of new Set([externalId, externalId.trim()])) {
    const read = await storedIdentity(ref, { fresh: true });
    if (read.ok)
      return succeeded(
        read.value.external_id === ref
          ? { stored: read.value }
          : {
              reason: `The external ID is the ID of another identity, whose external ID is ${read.value.external_id}.`,
            },
      );
    if (read.error.kind !== 'not-found') return failed(read.error);
  }
  return succeeded({ stored: undefined });
}

/** What would become of a row. */
function checked(wishes: RowWishes, found: Found): Plan {
  if ('reason' in found) return { plan: 'reject', external_id: wishes.external_id, reason: found.reason };
  const { stored } = found;
  const row = planRow(wishes, stored);
  const known =
    stored === undefined
      ? { external_id: wishes.external_id }
      : { external_id: stored.external_id, target_id: stored._id, name: identityName(stored) };
  switch (row.plan) {
    case 'create':
      return {
        plan: 'create',
        planned: row.planned,
        external_id: row.form.external_id,
        name: identityName({ _id: '', ...row.form }),
      };
    case 'update':
      return { ...known, plan: 'update', planned: row.planned };
    case 'leave':
      return { ...known, plan: 'leave' };
    case 'reject':
      return { ...known, plan: 'reject', reason: row.reason };
  }
}

/** Why what would be done now is not what was confirmed; undefined when it is, or nothing is to be done any more. */
function outdated({ plan, planned = {} }: Work, now: RowPlan): string | undefined {
  switch (now.plan) {
    case 'reject':
      return now.reason;
    case 'leave':
      return undefined;
    case 'create':
      return plan === 'create' ? undefined : GONE_SINCE;
    case 'update':
      if (plan === 'create') return MADE_SINCE;
      return staysWithin(now.planned, planned) ? undefined : CHANGED_SINCE;
  }
}

/** Whether a cut-off change was made: then nothing is left to be done, and before it just what was shown. */
function isMade(
  { plan, planned = {} }: Work,
  wishes: RowWishes,
  stored: IdentityRecord | undefined,
): boolean | undefined {
  if (stored === undefined) return plan === 'create' ? false : undefined;
  const now = planRow(wishes, stored);
  if (now.plan === 'leave') return true;
  if (now.plan !== 'update' || plan !== 'update') return undefined;
  return staysWithin(now.planned, planned) && staysWithin(planned, now.planned) ? false : undefined;
}

function refused(reason: string): Done {
  const error: AppError = { kind: 'invalid', message: reason, fields: {} };
  return { state: 'failed', error };
}
