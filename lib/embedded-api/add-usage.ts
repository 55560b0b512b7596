import 'server-only';
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Orm } from '@/lib/db/database';
import { usageQuarters, workspaceQuarters } from '@/lib/db/reporting-tables';
import { usageDays } from '@/lib/db/schema';

/** Length of the finest span that use is kept by, in milliseconds. */
export const QUARTER_MS = 900_000;
/** Rows that the use of everybody in one quarter of an hour is kept in. */
export const WORKSPACE_SHARDS = 16;

/** Use to be added. */
export type AddedUsage = {
  externalId: string;
  /** Start of the quarter of an hour (UTC) that it counts in. */
  quarter: Date;
  requests: number;
  /** Failed requests, at most `requests`. */
  errors: number;
  tokens: number;
  /** US dollars, a decimal as text: a number of the driver's would not keep its digits. */
  cost: string;
};

/** The start of the quarter of an hour in which a moment lies. */
export function quarterOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / QUARTER_MS) * QUARTER_MS);
}

/**
 * Adds use to its quarter of an hour, its day and the workspace. Belongs into a transaction, or the three may part; and
 * last in it: the row of the workspace is shared with other identities, whose reports wait for its end.
 */
export async function addUsage(orm: Orm, { externalId, quarter, ...counts }: AddedUsage): Promise<void> {
  await orm
    .insert(usageQuarters)
    .values({ externalId, quarter, ...counts })
    .onConflictDoUpdate({
      target: [usageQuarters.externalId, usageQuarters.quarter],
      set: increased(usageQuarters),
    });
  await orm
    .insert(usageDays)
    .values({ externalId, day: quarter.toISOString().slice(0, 10), ...counts })
    .onConflictDoUpdate({ target: [usageDays.externalId, usageDays.day], set: increased(usageDays) });
  await orm
    .insert(workspaceQuarters)
    .values({ quarter, shard: shardOf(externalId), ...counts })
    .onConflictDoUpdate({
      target: [workspaceQuarters.quarter, workspaceQuarters.shard],
      set: increased(workspaceQuarters),
    });
}

function increased(table: Record<'requests' | 'errors' | 'tokens' | 'cost', PgColumn>) {
  return {
    requests: sql`${table.requests} + excluded.requests`,
    errors: sql`${table.errors} + excluded.errors`,
    tokens: sql`${table.tokens} + excluded.tokens`,
    cost: sql`${table.cost} + excluded.cost`,
  };
}

function shardOf(externalId: string): number {
  return (createHash('sha256').update(externalId).digest()[0] ?? 0) % WORKSPACE_SHARDS;
}
