import 'server-only';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { actInNameOf, type Acting } from '../acting-operator';
import { withinOneDeadline } from '../operator-action';
import { begunOf, settleUnknown, type Subject } from './cut-off';
import { handlerOf } from './handlers';
import type { ItemEnd } from './item-store';
import type { Work } from './job-handler';
import { itemOf, kindOf, requestOf, type ItemRow, type JobRow } from './job-row';

/** Tries of one item whose end stays unknown, each of which begins by looking. */
const UNKNOWN_TRIES = 5;

/** How an item is to be written down, and why the job has to wait, if it has to. */
export type Performed = { end: ItemEnd; putOff?: AppError };

/** An item as its handler gets it. */
export function workOf(row: ItemRow): Work {
  return {
    ...itemOf(row),
    ...(row.input !== null && { input: row.input }),
    ...(row.before !== null && { before: row.before }),
    resumed: row.before !== null,
  };
}

/** What the audit log knows an item by: a row of a file by its external id, as it may be an identity that is made. */
function subjectOf({ targetId, externalId, line }: ItemRow): Subject | undefined {
  if (line !== null) return externalId === null ? undefined : { externalId };
  return targetId === null ? undefined : { id: targetId };
}

/**
 * Does one item in the name of the operator, within one deadline, as an action of theirs would. Throws for bugs, and when
 * the store cannot be written.
 */
export async function performItem(
  job: JobRow,
  row: ItemRow,
  acting: Acting,
  note: (before: unknown) => Promise<void>,
): Promise<Performed> {
  const handler = handlerOf(kindOf(job));
  const work = workOf(row);
  let opened: string | undefined;
  const who: Acting = {
    ...acting,
    ...(handler.told !== undefined && { detail: handler.told(work) }),
    opened: (entry) => (opened = entry),
  };
  const done = await actInNameOf(who, () =>
    withinOneDeadline(() => handler.perform(work, requestOf(job), note)),
  );

  const { position } = row;
  if (done.state === 'later') {
    // What was noted for a try that changed nothing says nothing; that of an earlier one is still to be looked up.
    const end: ItemEnd = { position, state: 'waiting', uncounted: true };
    return { end: work.resumed ? end : { ...end, before: null }, putOff: done.error };
  }
  const entry = done.entry ?? opened;
  if ('error' in done) {
    const { title, text } = errorWords(done.error, 'change');
    if (done.state === 'failed') {
      const reason = done.error.kind === 'invalid' ? done.error.message : `${title}. ${text}`;
      return { end: { position, state: 'failed', entry, reason, before: null } };
    }
    if (done.entry === undefined && row.attempts < UNKNOWN_TRIES)
      return { end: { position, state: 'waiting' }, putOff: done.error };
    const subject = subjectOf(row);
    if (subject !== undefined) await settleUnknown((await begunOf(job.id, subject)).open);
    return { end: { position, state: 'unknown', entry, reason: title } };
  }
  return {
    end: {
      position,
      state: entry === undefined ? 'unchanged' : done.state,
      entry,
      target_id: done.target_id,
      reason: done.reason,
      ...(done.before !== undefined && { before: done.before }),
    },
  };
}
