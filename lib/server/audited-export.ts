import 'server-only';
import type { Operator } from '@/lib/auth/operator';
import type { PeriodDays } from '@/lib/reporting/period';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { endEntry, openedEntry } from './audited';
import { exportedCsv } from './export-identities';
import { exportedRankedCsv } from './export-ranked';

/**
 * An export, recorded before its first row is read and closed when its last has gone: `done` with the count, `failed`
 * when it broke off or the reader left. What cannot be recorded is not exported.
 *
 * @param days of a ranking: its period, whose figures take the place of those of 30 days
 */
export async function auditedExport(
  by: Operator,
  ids: readonly string[],
  signal: AbortSignal,
  days?: PeriodDays,
): Promise<Outcome<AsyncGenerator<string>>> {
  const action = 'identity.exported';
  const entry = await openedEntry({
    action,
    operator: by,
    detail: { count: ids.length, format: 'csv', ...(days !== undefined && { usage_days: days }) },
  });
  if (entry === undefined)
    return failed({
      kind: 'audit-unavailable',
      message: 'This could not be recorded, so nothing was exported.',
    });
  const csv = days === undefined ? exportedCsv(ids, signal) : exportedRankedCsv(ids, days, signal);
  return succeeded(closing(entry, ids, csv));
}

async function* closing(
  entry: string,
  ids: readonly string[],
  csv: AsyncGenerator<string>,
): AsyncGenerator<string> {
  let records = 0;
  try {
    for await (const text of csv) {
      if (text.endsWith('\r\n')) records += 1;
      yield text;
    }
  } finally {
    // The first record is the header.
    const exported = Math.max(0, records - 1);
    await endEntry(entry, 'identity.exported', {
      outcome: exported === ids.length ? 'done' : 'failed',
      detail: { exported },
    });
  }
}
