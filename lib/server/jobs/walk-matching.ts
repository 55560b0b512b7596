import 'server-only';
import { eq } from 'drizzle-orm';
import { jobItems, jobs } from '@/lib/db/job-tables';
import type { Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { formatCount } from '@/lib/format/numbers';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { PAGE_LIMIT_MAX, SEARCH_MIN } from '@/lib/identity/schema';
import { JOB_ITEMS_MAX } from '@/lib/jobs/schema';
import { withinOneDeadline } from '../operator-action';
import { processWide } from '../process-wide';
import { upstream } from '../upstream';
import { handlerOf } from './handlers';
import type { HeldJob } from './held-job';
import { addItems } from './item-store';
import { kindOf, selectionOf, type JobRow } from './job-row';
import { noteAnswered, passes, postponeFor } from './postpone';
import { planFor, setReady } from './planned';

/**
 * Walks the list for everything that matches, page by page. A cursor is a position and not a snapshot (security, section
 * 8): what was seen is remembered, and a cursor that comes again ends the walk.
 */

/** The ids that each walk has seen. What is lost with the process is read from the items. */
const walks = () => processWide<Map<string, Set<string>>>('job-walks', () => new Map());

/** Adds the next page of what matches to the items. Says whether the walk goes on. */
export async function walkOn(job: HeldJob, row: JobRow): Promise<boolean> {
  const page = await pageAfter(row, row.cursor ?? undefined);
  if (!page.ok) return stopped(job, page.error);
  await noteAnswered(job, row.waitingFor !== null);
  const seen = await seenBy(job);
  const handler = handlerOf(kindOf(row));
  const fresh = page.value.identities.filter(({ _id }) => !seen.has(_id));
  if (seen.size + fresh.length > JOB_ITEMS_MAX)
    return giveUp(
      job,
      `More than ${formatCount(JOB_ITEMS_MAX)} identities match, which is the most one job can take. Narrow the search or the tags.`,
    );
  await addItems(
    job.orm,
    job.id,
    fresh.map((identity, at) => ({
      position: seen.size + at,
      targetId: identity._id,
      plan: planFor(handler, identity, row),
    })),
  );
  for (const { _id } of fresh) seen.add(_id);
  const last = page.value.identities.at(-1)?._id;
  const goesOn = page.value.has_more && last !== undefined && last !== row.cursor && fresh.length > 0;
  if (goesOn) return job.change('preparing', { cursor: last });
  walks().delete(job.id);
  const { moved } = selectionOf(row);
  if (moved !== undefined)
    await job.change('preparing', {
      selection: { ...selectionOf(row), moved: { was: moved.was, is: seen.size } },
    });
  await setReady(job, seen.size);
  return false;
}

/** One page of what a job is done to, newest first, without figures. */
export function pageAfter(
  row: JobRow,
  after: string | undefined,
): Promise<Outcome<{ identities: IdentityRecord[]; has_more: boolean }>> {
  const { search, tags } = selectionOf(row);
  return withinOneDeadline(async () =>
    (await upstream()).listRecords({
      limit: PAGE_LIMIT_MAX,
      ...(after !== undefined && { starting_after: after }),
      // As the list does: one character is not sent (disagreement 8).
      ...(search.trim().length >= SEARCH_MIN && { search: search.trim() }),
      ...(tags.length > 0 && { tags }),
    }),
  );
}

/** What to do about a page that cannot be read: wait if that helps, else end the job in words. */
export async function stopped(job: HeldJob, error: Parameters<typeof passes>[0]): Promise<boolean> {
  if (passes(error)) {
    await postponeFor(job, error);
    return false;
  }
  const { title, text } = errorWords(error, 'read');
  return giveUp(job, `${title}. ${text}`);
}

async function giveUp(job: HeldJob, reason: string): Promise<false> {
  walks().delete(job.id);
  const ended = await job.change('preparing', {
    state: 'cancelled',
    ended: new Date(),
    cursor: null,
    waitingFor: reason,
    resumeAt: null,
  });
  if (ended) await job.orm.delete(jobItems).where(eq(jobItems.jobId, job.id));
  return false;
}

async function seenBy(job: HeldJob): Promise<Set<string>> {
  const known = walks().get(job.id);
  if (known !== undefined) return known;
  const rows = await job.orm
    .select({ id: jobItems.targetId })
    .from(jobItems)
    .where(eq(jobItems.jobId, job.id));
  const seen = new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])));
  walks().set(job.id, seen);
  return seen;
}

/** Begins the walk anew: everything that was put together is forgotten. */
export async function walkAnew(job: HeldJob, row: JobRow, was: number): Promise<boolean> {
  walks().delete(job.id);
  return job.orm.transaction(async (tx) => {
    await tx.delete(jobItems).where(eq(jobItems.jobId, job.id));
    const { confirmed: _confirmed, ...selection } = selectionOf(row);
    await tx
      .update(jobs)
      .set({ started: null, total: null, cursor: null, selection: { ...selection, moved: { was } } })
      .where(eq(jobs.id, job.id));
    return true;
  });
}
