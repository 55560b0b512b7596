import 'server-only';
import { inArray, sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import type { ReportFilter } from '@/lib/reporting/schema';

/** Whose use a report counts: only some external ids, or everybody's but some. */
export type ReportedIdentities = { only: string[] } | { except: string[] };

const named = z.object({ rows: z.array(z.object({ value: z.string(), external_id: z.string() })) });

/**
 * Whose use is left when all filters hold. A value is an external id, or the `_id` of an identity if nothing goes by
 * that external id: use belongs to external ids, and outlives the identity whose `_id` led to it.
 */
export async function reportedIdentities(
  orm: Orm,
  filters: readonly ReportFilter[],
): Promise<ReportedIdentities> {
  const values = [...new Set(filters.flatMap((filter) => filter.values))].filter(isWellFormedText);
  const externalIds = new Map(values.map((value) => [value, value]));
  if (values.length > 0) {
    const { rows } = named.parse(
      await orm.execute(sql`
        select _id as value, external_id from identities as by_id
        where ${inArray(sql`_id`, values)}
          and not exists (select 1 from identities as same where same.external_id = by_id._id)
          and not exists (select 1 from usage_days as used where used.external_id = by_id._id)`),
    );
    for (const { value, external_id } of rows) externalIds.set(value, external_id);
  }
  let only: Set<string> | undefined;
  const except = new Set<string>();
  for (const { op, values: sent } of filters) {
    const ids = sent.flatMap((value) => externalIds.get(value) ?? []);
    if (op === 'neq' || op === 'not_in') for (const id of ids) except.add(id);
    else only = new Set(only === undefined ? ids : ids.filter((id) => only?.has(id)));
  }
  return only === undefined ? { except: [...except] } : { only: [...only].filter((id) => !except.has(id)) };
}

/** The condition that a row of use is one of theirs. @param externalId the column that says whose it is */
export function isReported(identities: ReportedIdentities, externalId: SQL): SQL {
  if ('only' in identities) return isOneOf(identities.only, externalId);
  return identities.except.length === 0 ? sql`true` : sql`not ${isOneOf(identities.except, externalId)}`;
}

/** The condition that an external id is one of some. */
export function isOneOf(ids: readonly string[], externalId: SQL): SQL {
  return ids.length === 0 ? sql`false` : sql`(${inArray(externalId, [...ids])})`;
}
