import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { auditEntries } from '@/lib/db/audit-tables';
import { isVisible } from '@/lib/identity/identity-name';
import { keptValues } from './kept-values';
import type { FieldChanges } from './actions';
import type { EntryFilter } from './entry-ids';

/**
 * The names that deleted identities had when they were deleted here, by external id. Those that had none, or were
 * deleted elsewhere, are left out. Throws when the store cannot be read.
 *
 * @param only restricts to the entries that an operator may read
 */
export async function lastNames(
  orm: Orm,
  externalIds: readonly string[],
  only: Pick<EntryFilter, 'operatorId'> = {},
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await orm
    .selectDistinctOn([auditEntries.targetExternalId], {
      externalId: auditEntries.targetExternalId,
      changes: auditEntries.changes,
    })
    .from(auditEntries)
    .where(
      and(
        inArray(auditEntries.targetExternalId, [...externalIds]),
        eq(auditEntries.action, 'identity.deleted'),
        only.operatorId === undefined ? undefined : eq(auditEntries.operatorId, only.operatorId),
        sql`${auditEntries.changes} is not null`,
      ),
    )
    .orderBy(auditEntries.targetExternalId, desc(auditEntries.id));
  return new Map(
    rows.flatMap(({ externalId, changes }): [string, string][] => {
      const { display_name: name, email } = keptValues(changes as FieldChanges, 'from').values;
      const known = [name, email].find(isVisible);
      return externalId !== null && known !== undefined ? [[externalId, known]] : [];
    }),
  );
}
