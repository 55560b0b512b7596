import 'server-only';
import { and, asc, eq, gt } from 'drizzle-orm';
import { jobItems } from '@/lib/db/job-tables';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { CSV_BOM, csvRecord } from '@/lib/format/csv';
import type { ImportRequest } from '@/lib/import/import-request';
import { rejectedLine } from '@/lib/import/rejected-line';
import { rowInput } from '@/lib/import/row-input';
import { NOT_RECORDED, recordEvent } from '../audited';
import { authorize } from '../authorize';
import { store } from '../store';
import { visibleJob } from './job-access';
import { requestOf } from './job-row';

/** Rows that are read at once. */
const PAGE = 500;

export type RejectedRows = { format: 'csv' | 'jsonl'; text: AsyncGenerator<string> };

/**
 * The rows of an import that were rejected, as they stood in the file, each with its reason: to be mended and imported
 * again. Of a workbook as CSV. It holds what the file held, so it is an export like any other: what cannot be recorded is
 * not given. Errors: `not-found`, `audit-unavailable`, and those of `authorize`.
 */
export async function rejectedRows(id: string): Promise<Outcome<RejectedRows>> {
  const operator = await authorize('identity.export');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const found = await visibleJob(orm, operator.value, id);
  if (!found.ok) return found;
  const request = requestOf(found.value);
  if (request.kind !== 'import')
    return failed({ kind: 'invalid', message: 'Only an import has rejected rows.', fields: {} });
  const format = request.format === 'jsonl' ? 'jsonl' : 'csv';
  const count = await orm.$count(jobItems, isRejected(id));
  const recorded = await recordEvent({
    action: 'identity.exported',
    operator: operator.value,
    detail: { count, format, rejected_of: id },
  });
  return recorded ? succeeded({ format, text: records(id, request) }) : failed(NOT_RECORDED);
}

function isRejected(id: string) {
  return and(eq(jobItems.jobId, id), eq(jobItems.plan, 'reject'));
}

async function* records(id: string, { format, columns }: ImportRequest): AsyncGenerator<string> {
  const { orm } = await store();
  const names = columns.map(({ name }) => name);
  if (format !== 'jsonl') yield CSV_BOM + csvRecord([...names, reasonColumn(names)]);
  let after = -1;
  for (;;) {
    const rows = await orm
      .select({
        position: jobItems.position,
        line: jobItems.line,
        input: jobItems.input,
        reason: jobItems.reason,
      })
      .from(jobItems)
      .where(and(isRejected(id), gt(jobItems.position, after)))
      .orderBy(asc(jobItems.position))
      .limit(PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows
      .map(({ line, input, reason }) => {
        const { cells = [], text } = input === null ? {} : rowInput.parse(input);
        const why = `Line ${line ?? 0}: ${reason ?? ''}`;
        if (format === 'jsonl') return rejectedLine(text, why);
        // What a row has too many of stands behind the reason, so that the columns keep their places.
        const own = names.map((_, at) => cells[at] ?? '');
        return csvRecord([...own, why, ...cells.slice(names.length)]);
      })
      .join('');
    after = last.position;
  }
}

/** `reason`, or a name like it that the file does not have itself. */
function reasonColumn(names: readonly string[]): string {
  let name = 'reason';
  while (names.includes(name)) name = `import ${name}`;
  return name;
}
