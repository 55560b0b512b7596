import 'server-only';
import type { PGlite, PGliteInterface } from '@electric-sql/pglite';
import * as z from 'zod';

/** What can be asked: the store itself, or a transaction on it. */
type Queries = Pick<PGliteInterface, 'query'>;

/** Opens the files of a store as they are: no migration, no row written by us. `folder` undefined: in memory. */
export async function openFiles(folder: string | undefined, tar?: Blob): Promise<PGlite> {
  const [{ PGlite }, { pg_trgm }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
  ]);
  return PGlite.create({
    ...(folder !== undefined && { dataDir: folder }),
    ...(tar !== undefined && { loadDataDir: tar }),
    extensions: { pg_trgm },
  });
}

const tables = z.array(z.object({ name: z.string(), quoted: z.string() }));
const counted = z.array(z.object({ rows: z.coerce.number() })).length(1);

/** Rows of each table of the store, by `schema.table`: every table there is, those of later versions too. */
export async function tableCounts(store: Queries): Promise<Record<string, number>> {
  const { rows } = await store.query(`
    select schemaname || '.' || tablename as name, format('%I.%I', schemaname, tablename) as quoted
    from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`);
  const counts: Record<string, number> = {};
  for (const { name, quoted } of tables.parse(rows)) {
    const [count] = counted.parse((await store.query(`select count(*) as rows from ${quoted}`)).rows);
    counts[name] = count?.rows ?? 0;
  }
  return counts;
}
