import 'server-only';
import type { SQL } from 'drizzle-orm';
import type { AppError } from '@/lib/errors/app-error';
import { withoutParameters } from '@/lib/db/query-error';
import type { Acting } from '../acting-operator';
import { logEvent } from '../log';
import { actingFor } from './acting-for';
import { handlerOf } from './handlers';
import type { HeldJob } from './held-job';
import { eachItem } from './item-gate';
import { BEGUN, claimItems, turnItems } from './item-store';
import { kindOf, type ItemRow, type JobRow } from './job-row';
import { Ends, Notes } from './notes';
import { Openings } from './openings';
import { performItem } from './perform-item';
import { noteAnswered, postponeFor } from './postpone';

/** Items that are claimed in one statement. What of them is not begun when the job stops goes back. */
const BATCH = 50;

/** Does the next items of a running job. Says whether it goes on. */
export async function runBatch(job: HeldJob, row: JobRow, isStopping: () => boolean): Promise<boolean> {
  const who = await actingFor(job.orm, row, handlerOf(kindOf(row)).permission);
  if ('refused' in who) {
    const waitingFor = `${who.refused} Nothing more is done in their name.`;
    await job.change('running', { state: 'paused', waitingFor, resumeAt: null });
    return false;
  }
  const claimed = await doClaimed(job, row, who.acting, isStopping);
  if (claimed === 'none') {
    await job.change('running', { state: 'done', ended: new Date(), waitingFor: null, resumeAt: null });
    return false;
  }
  return claimed === 'goes-on';
}

/** Ends a cancelled job: what a process left on its way is looked up and brought to an end, the rest is left. */
export async function endCancelled(job: HeldJob, row: JobRow, isStopping: () => boolean): Promise<boolean> {
  const who = await actingFor(job.orm, row, handlerOf(kindOf(row)).permission);
  if ('refused' in who) await turnItems(job.orm, job.id, ['waiting'], 'unknown', BEGUN);
  else {
    const claimed = await doClaimed(job, row, who.acting, isStopping, BEGUN);
    if (claimed !== 'none') return claimed === 'goes-on';
  }
  await turnItems(job.orm, job.id, ['waiting'], 'left');
  await job.change('cancelled', { ended: new Date(), waitingFor: null, resumeAt: null });
  return false;
}

/** `waits`: the service is away, or nothing more is wanted of this process. */
type Claimed = 'none' | 'goes-on' | 'waits';

async function doClaimed(
  job: HeldJob,
  row: JobRow,
  acting: Acting,
  isStopping: () => boolean,
  only?: SQL,
): Promise<Claimed> {
  const items = await claimItems(job.orm, job.id, BATCH, only);
  if (items.length === 0) return 'none';
  const [notes, openings, ends] = [new Notes(job), new Openings(job.orm), new Ends(job)];
  const who: Acting = {
    ...acting,
    open: (entry) => openings.open(entry),
    closed: (closing) => ends.close(closing),
  };
  const begun = new Set<ItemRow>();
  let putOff: AppError | undefined;
  let bug: unknown;
  let ended = 0;
  const isWanted = () =>
    putOff === undefined && bug === undefined && !isStopping() && job.isWanted(row.state);
  await eachItem(items, isWanted, async (item) => {
    begun.add(item);
    try {
      const result = await performItem(row, item, who, (before) => notes.note(item.position, before));
      if (result.putOff !== undefined) putOff ??= result.putOff;
      else ended += 1;
      await ends.add(result.end);
    } catch (failure) {
      // What became of it is looked up when the job is taken again.
      bug ??= failure;
      logEvent('error', 'job-item-failed', { error: withoutParameters(failure) });
    }
  });
  for (const item of items)
    if (!begun.has(item)) await ends.add({ position: item.position, state: 'waiting', uncounted: true });
  await ends.flush();
  if (bug !== undefined) throw bug;
  if (ended > 0) await noteAnswered(job, row.waitingFor !== null);
  if (putOff === undefined) return 'goes-on';
  await postponeFor(job, putOff);
  return 'waits';
}
