import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { jobItems, jobs } from '@/lib/db/job-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { audited } from '../audited';
import { handlerOf } from './handlers';
import { turnItems } from './item-store';
import { kindOf, requestOf, selectionOf, type Confirmation, type JobRow } from './job-row';

/**
 * Sets a confirmed job running. That is an entry of the audit log, beside those of its items. Items that cannot be done
 * as asked count as failed from the start.
 *
 * @param from the state it is in: one that waits for its word, or whose items were counted again
 */
export async function beginJob(
  orm: Orm,
  row: JobRow,
  confirmed: Confirmation,
  by: Confirmation['operator'],
  from: 'ready' | 'preparing',
): Promise<Outcome<null>> {
  return audited(by, 'job.started', { detail: detailOf(row, confirmed.count) }, () =>
    orm.transaction(async (tx) => {
      const begun = await tx
        .update(jobs)
        .set({
          state: 'running',
          started: new Date(),
          cursor: null,
          waitingFor: null,
          resumeAt: null,
          selection: { ...selectionOf(row), confirmed, moved: undefined },
          ...(row.kind === 'import' && { request: withoutSamples(requestOf(row)) }),
        })
        .where(and(eq(jobs.id, row.id), eq(jobs.state, from)))
        .returning({ id: jobs.id });
      if (begun.length === 0)
        return failed({ kind: 'invalid', message: 'This job does not wait to be started.', fields: {} });
      await turnItems(tx, row.id, ['waiting'], 'failed', eq(jobItems.plan, 'reject'));
      if (handlerOf(kindOf(row)).leavesUnchanged === true)
        await turnItems(tx, row.id, ['waiting'], 'unchanged', eq(jobItems.plan, 'leave'));
      return succeeded(null);
    }),
  );
}

/** The values that were shown while columns were named are needed no more: the job is kept for long, the rows are not. */
function withoutSamples(request: ReturnType<typeof requestOf>): ReturnType<typeof requestOf> {
  if (request.kind !== 'import') return request;
  return { ...request, columns: request.columns.map(({ name }) => ({ name, samples: [] })) };
}

/** What the audit log tells of a job: what it does and to what, and never a value of metadata. */
function detailOf(row: JobRow, count: number): Record<string, unknown> {
  const request = requestOf(row);
  const { by, search, tags } = selectionOf(row);
  return {
    job: row.id,
    kind: row.kind,
    count,
    ...what(request),
    ...(by === 'matching' && { filter: { search, tags } }),
  };
}

function what(request: ReturnType<typeof requestOf>): Record<string, unknown> {
  switch (request.kind) {
    case 'tags':
      return { add: request.add, remove: request.remove };
    case 'metadata':
      return { key: request.key, does: 'value_text' in request ? 'set' : 'remove' };
    case 'take-back':
      return { undoes_job: request.job };
    case 'delete':
      return {};
    case 'import':
      return { file: request.file };
  }
}
