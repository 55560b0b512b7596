import 'server-only';
import { asc, getTableColumns, sql } from 'drizzle-orm';
import { budgets } from '@/lib/db/budget-tables';
import type { Database } from '@/lib/db/database';
import { usageQuarters } from '@/lib/db/reporting-tables';
import {
  deletedIdentities,
  identities,
  importMarks,
  usageDays,
  usageReports,
  workspace,
} from '@/lib/db/schema';
import { usageSums } from '@/lib/embedded-api/testing/usage-sums';
import type { ExistingRule } from '../import-batch';
import { importAllOrNothing } from '../import-identities';
import { jsonRows } from '../json-lines';
import type { RejectedRow } from '../source-row';
import { bytes } from './bytes';

/** Every row of every table, with the exact text of metadata. */
export async function contents({ orm }: Database) {
  const stored = {
    ...getTableColumns(identities),
    metadata: sql<string>`${identities.metadata}::text`,
  };
  return {
    identities: await orm.select(stored).from(identities).orderBy(asc(identities.id)),
    deleted: await orm.select().from(deletedIdentities).orderBy(asc(deletedIdentities.id)),
    usage: await orm.select().from(usageDays).orderBy(asc(usageDays.externalId), asc(usageDays.day)),
    quarters: await orm
      .select()
      .from(usageQuarters)
      .orderBy(asc(usageQuarters.externalId), asc(usageQuarters.quarter)),
    workspaceUsage: (await usageSums(orm)).ofWorkspace,
    budgets: await orm.select().from(budgets).orderBy(asc(budgets.id)),
    reports: await orm.select().from(usageReports).orderBy(asc(usageReports.key)),
    marks: await orm.select().from(importMarks),
    workspace: await orm.select().from(workspace),
  };
}

/** A JSON Lines file. */
export function jsonLines(...rows: object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** The clock of imports in tests. */
export const NOW = new Date('2026-11-20T12:00:00Z');

/** Options of an import that nothing interrupts, and the rows it rejects. */
export function importOptions(existing: ExistingRule = 'reject') {
  const rejected: RejectedRow[] = [];
  return {
    rejected,
    existing,
    now: NOW,
    dryRun: false,
    onRejected: async (rows: readonly RejectedRow[]) => void rejected.push(...rows),
    onProgress: () => {},
    onResume: async () => {},
    signal: new AbortController().signal,
  };
}

/** Imports the rows of a JSON Lines text, all or nothing. */
export function importLines(database: Database, text: string, chosen = importOptions()) {
  return importAllOrNothing(database, jsonRows(bytes(text), { skip: 0 }), chosen);
}
