import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { usageStandingRows as rows } from '@/lib/db/reporting-tables';
import type { RankedBy } from '@/lib/reporting/ranking-schema';

/** How the rows of a standing are ordered, highest first; each is an index in `lib/db/reporting-tables.ts`. */
export type StandingOrder = {
  /** What the order compares, the external id last: no two rows are alike. */
  columns: readonly string[];
  /** A place above all rows, as SQL: what each column is compared with where there is no other bound. */
  above: readonly string[];
  /** Which rows have a place in it. */
  ranked: string;
};

const USED = 'requests > 0';
/** The largest bigint. */
const MOST = '9223372036854775807::bigint';

export const STANDING_ORDERS: Record<RankedBy, StandingOrder> = {
  cost: { columns: ['cost', 'external_id'], above: ["'infinity'::numeric", "''"], ranked: USED },
  requests: { columns: ['requests', 'external_id'], above: [MOST, "''"], ranked: USED },
  tokens: { columns: ['tokens', 'external_id'], above: [MOST, "''"], ranked: USED },
  // Of equal rates the one of more requests says more.
  'error-rate': {
    columns: ['error_rate', 'requests', 'external_id'],
    above: ["'infinity'::double precision", '0::bigint', "''"],
    ranked: USED,
  },
  change: {
    columns: ['cost_change', 'external_id'],
    above: ["'infinity'::numeric", "''"],
    ranked: 'cost_change > 0',
  },
};

/** A row's place as one value that Postgres compares: `(cost, external_id)`. Only so does the index start right there. */
export function placeOf({ columns }: StandingOrder, alias: string): SQL {
  return sql.raw(`(${columns.map((column) => `${alias}.${column}`).join(', ')})`);
}

/** The place of a row that may not be there, and above all others where it is not. */
export function placeOrAbove({ columns, above }: StandingOrder, alias: string): SQL {
  return sql.raw(`(${columns.map((column, at) => `coalesce(${alias}.${column}, ${above[at]})`).join(', ')})`);
}

/** Highest first, or the other way round. */
export function inOrder({ columns }: StandingOrder, alias: string, direction: 'desc' | 'asc' = 'desc'): SQL {
  return sql.raw(columns.map((column) => `${alias}.${column} ${direction}`).join(', '));
}

/** The rows of a standing that have a place in an order, as a condition. */
export function rankedRows({ ranked }: StandingOrder, standing: number, alias: string): SQL {
  return sql`${sql.raw(`${alias}.standing`)} = ${standing} and ${sql.raw(`${alias}.${ranked}`)}`;
}

/** The table under an alias. */
export function standingRows(alias: string): SQL {
  return sql`${rows} as ${sql.raw(alias)}`;
}
