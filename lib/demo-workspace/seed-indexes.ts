import 'server-only';
import { and, inArray, like, sql } from 'drizzle-orm';
import { pgTable, text, type PgDatabase, type PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Postgres' own list of indexes, with the statement that makes each. */
const pgIndexes = pgTable('pg_indexes', {
  table: text('tablename').notNull(),
  name: text('indexname').notNull(),
  definition: text('indexdef').notNull(),
});

type Transaction = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** Tables with indexes beside their keys that fill faster without them. */
export const INDEXED_TABLES = ['identities', 'usage_quarters'];

/**
 * Runs `fill` without the search and order indexes of some tables and builds them afterwards: in bulk that is several
 * times faster. Within a transaction, so an interruption brings the indexes back. Keys and checks stay in force.
 */
export async function withoutIndexes(
  tx: Transaction,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  // A million rows take longer to index than the pool lets a statement run.
  await tx.execute(sql`set local statement_timeout = 0`);
  const indexes = await tx
    .select({ name: pgIndexes.name, definition: pgIndexes.definition })
    .from(pgIndexes)
    .where(and(inArray(pgIndexes.table, [...tables]), like(pgIndexes.name, '%\\_idx')));
  for (const { name } of indexes) await tx.execute(sql`drop index ${sql.identifier(name)}`);
  await fill();
  for (const { definition } of indexes) await tx.execute(sql.raw(definition));
}
