import 'server-only';
import { actInNameOf } from '../acting-operator';
import { processWide } from '../process-wide';
import { actingFor } from './acting-for';
import { beginJob } from './begin-job';
import { handlerOf } from './handlers';
import type { HeldJob } from './held-job';
import { kindOf, selectionOf, type JobRow } from './job-row';
import { noteAnswered } from './postpone';
import { pageAfter, stopped, walkAnew } from './walk-matching';

/** From so many on, a difference of one in a hundred is let pass; of fewer, none. */
const FEW = 100;
const SHARE = 0.01;

/** Whether a count has moved so far that the operator has to be asked again. */
export function hasMoved(was: number, is: number): boolean {
  return was < FEW ? is !== was : Math.abs(is - was) > was * SHARE;
}

/** Counts under way. A process that ends takes them along: the next counts from the beginning. */
const counts = () =>
  processWide<Map<string, { seen: Set<string>; after?: string }>>('job-counts', () => new Map());

/**
 * Counts once more what matches, after the operator confirmed a count: near enough, the job runs, over exactly the items
 * that were confirmed; else it is put together anew and the operator is asked again. Says whether to go on.
 */
export async function countAgain(job: HeldJob, row: JobRow): Promise<boolean> {
  const { confirmed } = selectionOf(row);
  if (confirmed === undefined) return walkAnew(job, row, row.total ?? 0);
  const count = counts().get(job.id) ?? { seen: new Set() };
  counts().set(job.id, count);
  const page = await pageAfter(row, count.after);
  if (!page.ok) return stopped(job, page.error);
  await noteAnswered(job, row.waitingFor !== null);
  const { identities, has_more } = page.value;
  const before = count.seen.size;
  for (const { _id } of identities) count.seen.add(_id);
  const last = identities.at(-1)?._id;
  // Nothing that the answer depends on can come after so many more.
  const goesOn = has_more && last !== undefined && count.seen.size > before;
  if (goesOn && !(count.seen.size > confirmed.count && hasMoved(confirmed.count, count.seen.size))) {
    count.after = last;
    return true;
  }
  counts().delete(job.id);
  if (hasMoved(confirmed.count, count.seen.size)) return walkAnew(job, row, confirmed.count);

  const who = await actingFor(job.orm, row, handlerOf(kindOf(row)).permission);
  if ('refused' in who) {
    const { confirmed: _confirmed, ...selection } = selectionOf(row);
    await job.change('preparing', { state: 'ready', started: null, selection, waitingFor: who.refused });
    return false;
  }
  const begun = await actInNameOf(who.acting, () =>
    beginJob(job.orm, row, confirmed, confirmed.operator, 'preparing'),
  );
  return begun.ok || stopped(job, begun.error);
}
