import 'server-only';
import { and, asc, eq, gt } from 'drizzle-orm';
import { jobItems } from '@/lib/db/job-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { CSV_BOM, csvRecord } from '@/lib/format/csv';
import { NOT_RECORDED, recordEvent } from '../audited';
import { authorize } from '../authorize';
import { store } from '../store';
import { visibleJob } from './job-access';

const COLUMNS = ['item', 'line', 'id', 'external_id', 'name', 'end', 'reason', 'ended', 'audit_entry'];
/** Items that are read at once. */
const PAGE = 1_000;

/**
 * Every item of a job with its end, as CSV, record by record. It holds names and ids, so it is an export like any other:
 * what cannot be recorded is not given. Errors: `not-found`, `audit-unavailable`, and those of `authorize`.
 */
export async function jobReport(id: string): Promise<Outcome<AsyncGenerator<string>>> {
  const operator = await authorize('identity.export');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const found = await visibleJob(orm, operator.value, id);
  if (!found.ok) return found;
  const recorded = await recordEvent({
    action: 'identity.exported',
    operator: operator.value,
    detail: { count: await orm.$count(jobItems, eq(jobItems.jobId, id)), format: 'csv', report_of: id },
  });
  return recorded ? succeeded(records(id)) : failed(NOT_RECORDED);
}

async function* records(id: string): AsyncGenerator<string> {
  const { orm } = await store();
  yield CSV_BOM + csvRecord(COLUMNS);
  let after = -1;
  for (;;) {
    const rows = await orm
      .select()
      .from(jobItems)
      .where(and(eq(jobItems.jobId, id), gt(jobItems.position, after)))
      .orderBy(asc(jobItems.position))
      .limit(PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(record).join('');
    after = last.position;
  }
}

/** One item. Its number counts from 1, as people count. */
function record(row: typeof jobItems.$inferSelect): string {
  return csvRecord([
    row.position + 1,
    row.line ?? undefined,
    row.targetId ?? undefined,
    row.externalId ?? undefined,
    row.name ?? undefined,
    row.state,
    row.reason ?? undefined,
    row.ended?.toISOString(),
    row.entry ?? undefined,
  ]);
}
