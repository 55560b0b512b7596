import 'server-only';
import type { ExportRow } from '@/lib/export/columns';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { isWithoutReports } from '@/lib/reporting/no-reports';
import type { PeriodDays } from '@/lib/reporting/period';
import { NOTHING_USED } from '@/lib/reporting/usage-figures';
import { readFiguresOf } from '../reported-use';
import { ExportBroken } from './export-broken';
import { inOrder, PART, readBudgets, readById, readOrBreak, type Reading, type Wanted } from './reading';

/**
 * Identities chosen one by one, in the order of their ids; with the figures of a ranking's period where `days` are given.
 * Throws `ExportBroken` when one of them, or a report, cannot be read.
 */
export async function* chosenRows(
  { ids, days }: { ids: readonly string[]; days?: PeriodDays | undefined },
  wanted: Wanted,
  reading: Reading,
): AsyncGenerator<ExportRow> {
  for (let from = 0; from < ids.length; from += PART) {
    // Figures of a period come from a report; those of 30 days with the identity.
    const own = { ...wanted, figures: wanted.figures && days === undefined };
    const read = await inOrder(ids.slice(from, from + PART), async (id) => ({
      identity: await readOrBreak(() => readById(id, own, reading), reading, id),
      read_at: new Date().toISOString(),
    }));
    const identities = read.map(({ identity }) => identity);
    const periods =
      days !== undefined && wanted.figures ? await readPeriods(identities, days, reading) : undefined;
    const budgets = await readBudgets(identities, wanted, reading);
    for (const { identity, read_at } of read) {
      const { external_id } = identity;
      const period = periods && {
        window: periods.window,
        figures: periods.figures.get(identity._id) ?? NOTHING_USED,
      };
      yield { external_id, identity, read_at, ...(period && { period }), budget: budgets.get(external_id) };
    }
  }
}

async function readPeriods(identities: readonly IdentityRecord[], days: PeriodDays, reading: Reading) {
  const used = await readOrBreak(() => readFiguresOf(identities, days, { signal: reading.signal }), reading);
  if (isWithoutReports(used))
    throw new ExportBroken({ kind: 'invalid', message: used.no_reports, fields: {} });
  return used;
}
