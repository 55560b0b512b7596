import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { cache } from 'react';
import type * as z from 'zod/mini';
import type { Orm } from '@/lib/db/database';
import { operatorPreferences } from '@/lib/db/view-tables';
import { store } from './store';

/**
 * What operators have set for themselves. The functions here are handed an operator who has been checked; pages and
 * actions must not call them.
 */

/** The operator's columns, outside of views and in views without columns of their own. */
export const COLUMNS = 'columns';
/** The view that opens the operator's list. */
export const DEFAULT_VIEW = 'default-view';

/** The columns that the operator has set while a view with columns of its own was open: theirs alone. */
export function columnsIn(viewId: string): string {
  return `${COLUMNS}:${viewId}`;
}

/** All that an operator has set, by name, unchecked: `readPreference` takes one out. Read once a request. */
export const storedPreferences = cache(async (operatorId: string): Promise<Map<string, unknown>> => {
  const { orm } = await store();
  const rows = await orm
    .select({ name: operatorPreferences.name, value: operatorPreferences.value })
    .from(operatorPreferences)
    .where(eq(operatorPreferences.operatorId, operatorId));
  return new Map(rows.map(({ name, value }) => [name, value]));
});

/** One preference; undefined when it is not set, or set to what its schema does not take any more. */
export function readPreference<T>(
  stored: ReadonlyMap<string, unknown>,
  name: string,
  schema: z.ZodMiniType<T>,
): T | undefined {
  const parsed = schema.safeParse(stored.get(name));
  return parsed.success ? parsed.data : undefined;
}

/** Sets a preference. */
export async function keepPreference(operatorId: string, name: string, value: unknown): Promise<void> {
  const { orm } = await store();
  const updated = new Date();
  await orm
    .insert(operatorPreferences)
    .values({ operatorId, name, value, updated })
    .onConflictDoUpdate({
      target: [operatorPreferences.operatorId, operatorPreferences.name],
      set: { value, updated },
    });
}

/** Sets a preference back to what it is for everybody. */
export async function forgetPreference(orm: Orm, operatorId: string, names: string[]): Promise<void> {
  await orm
    .delete(operatorPreferences)
    .where(and(eq(operatorPreferences.operatorId, operatorId), inArray(operatorPreferences.name, names)));
}
