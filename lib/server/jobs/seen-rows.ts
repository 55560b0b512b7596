import 'server-only';
import { and, eq, isNotNull, lt, min } from 'drizzle-orm';
import { jobItems } from '@/lib/db/job-tables';
import { processWide } from '../process-wide';
import type { ScreenedJob } from './job-handler';

/** Which external ids the rows of an import have named so far, so that each is imported once. */
type Seen = {
  /** What the rows were read by: other columns, other external ids. */
  readBy: string;
  /** The position of the row that would come next. */
  upTo: number;
  /** The first row of each external id. */
  first: Map<string, SeenRow>;
};
export type SeenRow = { position: number; line: number };

/** Of the imports that this process checks. What is lost with the process is read from the items. */
const imports = () => processWide<Map<string, Seen>>('import-rows', () => new Map());

/** What the rows before a position have named. It is added to by the caller, up to the position it is asked for next. */
export async function seenBefore(job: ScreenedJob, readBy: string, position: number): Promise<Seen> {
  const known = imports().get(job.id);
  if (known !== undefined && known.readBy === readBy && position <= known.upTo) return known;
  const rows = await job.orm
    .select({ id: jobItems.externalId, position: min(jobItems.position), line: min(jobItems.line) })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, job.id), isNotNull(jobItems.externalId), lt(jobItems.position, position)))
    .groupBy(jobItems.externalId);
  const seen: Seen = { readBy, upTo: position, first: new Map() };
  for (const row of rows)
    if (row.id !== null) seen.first.set(row.id.trim(), { position: row.position ?? 0, line: row.line ?? 0 });
  imports().set(job.id, seen);
  return seen;
}

/** Forgets what is needed no more. */
export function forgetSeen(job: string): void {
  imports().delete(job);
}
