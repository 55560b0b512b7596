import 'server-only';
import { sql } from 'drizzle-orm';
import { budgets } from '@/lib/db/budget-tables';
import type { Orm } from '@/lib/db/database';
import {
  usageQuarters,
  usageStandingMilestones,
  usageStandingRows,
  usageStandings,
  usageStandingTags,
  workspaceQuarters,
} from '@/lib/db/reporting-tables';
import { deletedIdentities, identities, importMarks, usageDays, usageReports } from '@/lib/db/schema';

/** Empties every table but the workspace's own row. Belongs into a transaction. */
export async function clearStore(orm: Orm): Promise<void> {
  await orm.execute(
    sql`truncate ${identities}, ${deletedIdentities}, ${usageDays}, ${usageQuarters}, ${workspaceQuarters},
      ${usageStandings}, ${usageStandingRows}, ${usageStandingMilestones}, ${usageStandingTags}, ${budgets}, ${usageReports}, ${importMarks}`,
  );
}

/** Whether nothing was ever stored, or all of it is gone. */
export async function isEmptyStore(orm: Orm): Promise<boolean> {
  for (const table of [identities, deletedIdentities, usageDays, usageQuarters, budgets]) {
    const [any] = await orm
      .select({ one: sql`1` })
      .from(table)
      .limit(1);
    if (any !== undefined) return false;
  }
  return true;
}
