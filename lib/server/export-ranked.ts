import 'server-only';
import { CSV_BOM, csvRecord } from '@/lib/format/csv';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { isWithoutReports } from '@/lib/reporting/no-reports';
import type { PeriodDays } from '@/lib/reporting/period';
import { errorRate, NOTHING_USED } from '@/lib/reporting/usage-figures';
import { failureLine, PROFILE_COLUMNS, profileCells, readInOrder } from './export-identities';
import { readFiguresOf } from './reported-use';

/** Identities of one report: so many that a host that reports by day only still answers all their days at once. */
const AT_ONCE = 50;

const COLUMNS = [
  ...PROFILE_COLUMNS,
  'requests',
  'failed_requests',
  'tokens',
  'cost_usd',
  'error_rate',
  'usage_window_days',
  'usage_time_zone',
  'usage_window_start',
  'usage_window_end',
];

/**
 * Identities as CSV like `exportedCsv`, with the figures of a ranking's period in place of those of 30 days; the window
 * they are of stands in every record. It ends in the same way when one of them, or a report, cannot be read.
 */
export async function* exportedRankedCsv(
  ids: readonly string[],
  days: PeriodDays,
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield CSV_BOM + csvRecord(COLUMNS);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE);
    const identities: IdentityRecord[] = [];
    for await (const read of readInOrder(part, signal)) {
      if (!read.ok) return yield failureLine(part[identities.length] ?? '', read.error);
      identities.push(read.value.identity);
    }
    const used = await readFiguresOf(identities, days, { signal });
    if (!used.ok) return yield failureLine('', used.error);
    if (isWithoutReports(used.value))
      return yield failureLine('', { kind: 'invalid', message: used.value.no_reports, fields: {} });
    const { window, figures } = used.value;
    for (const identity of identities) {
      const own = figures.get(identity._id) ?? NOTHING_USED;
      yield csvRecord([
        ...profileCells(identity),
        own.requests,
        own.errors,
        own.tokens,
        own.cost,
        errorRate(own),
        window.days,
        window.time_zone,
        window.from,
        window.as_of,
      ]);
    }
  }
}
