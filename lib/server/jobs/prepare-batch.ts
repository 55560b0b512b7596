import 'server-only';
import { eq } from 'drizzle-orm';
import { jobItems } from '@/lib/db/job-tables';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { storedIdentity } from '../identities';
import { withinOneDeadline } from '../operator-action';
import { countAgain } from './count-again';
import { handlerOf } from './handlers';
import type { HeldJob } from './held-job';
import { eachItem } from './item-gate';
import { notePlans, uncheckedItems } from './item-store';
import type { JobHandler, Plan } from './job-handler';
import { kindOf, requestOf, selectionOf, type ItemRow, type JobRow } from './job-row';
import { planFor, setReady } from './planned';
import { noteAnswered, passes, postponeFor } from './postpone';
import { workOf } from './perform-item';
import { walkOn } from './walk-matching';

/** Items that are checked before what was found is written. */
const BATCH = 50;

/** Puts the next items of a job together, or says of the next what would become of them. Says whether it goes on. */
export async function prepareBatch(job: HeldJob, row: JobRow, isStopping: () => boolean): Promise<boolean> {
  if (selectionOf(row).by !== 'matching') return checkBatch(job, row, isStopping);
  return row.started === null ? walkOn(job, row) : countAgain(job, row);
}

async function checkBatch(job: HeldJob, row: JobRow, isStopping: () => boolean): Promise<boolean> {
  const items = await uncheckedItems(job.orm, job.id, Number(row.cursor ?? 0), BATCH);
  if (items.length === 0) {
    await setReady(job, await job.orm.$count(jobItems, eq(jobItems.jobId, job.id)));
    return false;
  }
  const screened = await handlerOf(kindOf(row)).screen?.(job, items.map(workOf), requestOf(row));
  const plans = [...(screened ?? [])].map(([position, plan]): { position: number; plan: Plan } => ({
    position,
    plan,
  }));
  let putOff: AppError | undefined;
  const isWanted = () => putOff === undefined && !isStopping() && job.isWanted('preparing');
  const unsaid = items.filter(({ position }) => screened?.has(position) !== true);
  await eachItem(unsaid, isWanted, async (item) => {
    const checked = await withinOneDeadline(() => check(item, row));
    if (checked.ok) plans.push({ position: item.position, plan: checked.value });
    else putOff ??= checked.error;
  });
  await notePlans(job.orm, job.id, plans);
  if (plans.length > 0) await noteAnswered(job, row.waitingFor !== null);
  const last = items.at(-1);
  if (plans.length === items.length && last !== undefined)
    return job.change('preparing', { cursor: String(last.position + 1) });
  if (putOff !== undefined) await postponeFor(job, putOff);
  return putOff === undefined;
}

/** What would become of one item. Errors are those that pass; any other is a reason why it cannot be done. */
async function check(item: ItemRow, row: JobRow): Promise<Outcome<Plan>> {
  const handler = handlerOf(kindOf(row));
  const request = requestOf(row);
  const checked =
    handler.check === undefined
      ? await checkStored(item, row, handler)
      : await handler.check(workOf(item), request);
  if (checked.ok || passes(checked.error)) return checked;
  return succeeded({ plan: 'reject', reason: errorWords(checked.error, 'read').title });
}

async function checkStored(item: ItemRow, row: JobRow, handler: JobHandler<unknown>): Promise<Outcome<Plan>> {
  const id = item.targetId ?? '';
  const read = await storedIdentity(id, { fresh: true });
  const isGone = read.ok ? read.value._id !== id : read.error.kind === 'not-found';
  if (isGone && row.kind === 'delete') return succeeded({ plan: 'leave', reason: 'It is gone already.' });
  if (isGone) return failed({ kind: 'not-found', message: 'Identity not found' });
  return read.ok ? succeeded(planFor(handler, read.value, row)) : read;
}
