import 'server-only';
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { deletedIdentities, identities } from '@/lib/db/schema';
import { timeOfId } from './identity-ids';
import type { Cursor, ListOrder } from './list-parameters';

/** Where a row stands, or stood, in an order. */
export type Position =
  | { order: 'newest'; created: Date; id: string }
  | { order: 'updated'; updated: Date; id: string }
  | { order: 'name'; nameKey: string | null; id: string };

/** A run of rows that one walk over one index gives in order. A page takes from the first that still has rows. */
export type Stretch = { where: SQL | undefined; orderBy: SQL[] };

/**
 * The place of a cursor: of the row itself, else of the deleted row, else in the default order by the time inside a
 * ULID. So deleting the cursor's row between two pages loses nothing. `undefined` when it cannot be placed.
 */
export async function cursorPosition(
  orm: Orm,
  order: ListOrder,
  { id }: Cursor,
): Promise<Position | undefined> {
  const place = (await readPlace(orm, identities, id)) ?? (await readPlace(orm, deletedIdentities, id));
  if (place !== undefined) {
    switch (order) {
      case 'newest':
        return { order, created: place.created, id };
      case 'updated':
        return { order, updated: place.updated, id };
      case 'name':
        return { order, nameKey: place.nameKey, id };
    }
  }
  const created = order === 'newest' ? timeOfId(id) : undefined;
  return created === undefined ? undefined : { order: 'newest', created, id };
}

async function readPlace(orm: Orm, table: typeof identities | typeof deletedIdentities, id: string) {
  const [place] = await orm
    .select({ nameKey: table.nameKey, created: table.created, updated: table.updated })
    .from(table)
    .where(eq(table.id, id));
  return place;
}

/** The stretches of the first page, in list order. */
export function firstStretches(order: ListOrder): Stretch[] {
  return [{ where: undefined, orderBy: orderBy(order, 'after') }];
}

/** The stretches that lie on one side of a place, nearest first; rows before it come in reverse list order. */
export function stretchesFrom(position: Position, side: Cursor['side']): Stretch[] {
  if (position.order === 'name') return nameStretches(position, side);
  const sequence = orderBy(position.order, side);
  const [column, value] =
    position.order === 'newest'
      ? ([identities.created, position.created] as const)
      : ([identities.updated, position.updated] as const);
  // One comparison of rows, not three of columns: only so can Postgres start the index at the very place.
  const sign = side === 'after' ? sql`<` : sql`>`;
  const place = sql`(${sql.param(value, column)}::timestamptz, ${position.id})`;
  return [{ where: sql`(${column}, ${identities.id}) ${sign} ${place}`, orderBy: sequence }];
}

/**
 * Names go up, ids down, and unnamed come last, which no single comparison of rows can say. Hence up to three
 * stretches, each of which the index gives without a look at rows outside it: the same name, other names, unnamed.
 */
function nameStretches(position: Position & { order: 'name' }, side: Cursor['side']): Stretch[] {
  const sequence = orderBy('name', side);
  const { nameKey: key, id } = position;
  const beyond = side === 'after' ? lt(identities.id, id) : gt(identities.id, id);
  const unnamed = isNull(identities.nameKey);
  const runs =
    key === null
      ? [and(unnamed, beyond), ...(side === 'after' ? [] : [isNotNull(identities.nameKey)])]
      : [
          and(eq(identities.nameKey, key), beyond),
          ...(side === 'after' ? [gt(identities.nameKey, key), unnamed] : [lt(identities.nameKey, key)]),
        ];
  return runs.map((where) => ({ where, orderBy: sequence }));
}

/** Each pair is the direction of an index in `lib/db/schema.ts`, or its exact reverse, nulls included. */
function orderBy(order: ListOrder, side: Cursor['side']): SQL[] {
  const forward = side === 'after';
  const byId = forward ? desc(identities.id) : asc(identities.id);
  switch (order) {
    case 'newest':
      return [forward ? desc(identities.created) : asc(identities.created), byId];
    case 'updated':
      return [forward ? desc(identities.updated) : asc(identities.updated), byId];
    case 'name':
      return [forward ? asc(identities.nameKey) : desc(identities.nameKey), byId];
  }
}
