import 'server-only';
import { asc, inArray, lt } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { auditEntries } from '@/lib/db/audit-tables';
import { firstId } from './entry-ids';

/** How long entries are kept, in days. */
export const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;
/** Entries removed at once, so that no statement runs for long. */
const BATCH = 5_000;

/**
 * Removes entries older than 400 days with their ends, and says how many. The only place that removes any: nothing else
 * deletes or changes an entry. Throws when the store does not allow it.
 *
 * @param now milliseconds
 */
export async function removeOldEntries(orm: Orm, now: number): Promise<number> {
  const oldest = firstId(now - KEPT_DAYS * DAY_MS);
  let removed = 0;
  for (;;) {
    const old = orm
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .where(lt(auditEntries.id, oldest))
      .orderBy(asc(auditEntries.id))
      .limit(BATCH);
    // Ends go with their entries (the foreign key cascades).
    const gone = await orm
      .delete(auditEntries)
      .where(inArray(auditEntries.id, old))
      .returning({ id: auditEntries.id });
    removed += gone.length;
    if (gone.length < BATCH) return removed;
  }
}
