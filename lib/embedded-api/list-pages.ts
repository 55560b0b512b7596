import 'server-only';
import { and, arrayOverlaps, like, or, sql, type SQL } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { searchKey, tagKey } from '@/lib/db/identity-keys';
import { identities } from '@/lib/db/schema';
import { characterCount } from '@/lib/identity/well-formed-text';
import { identityColumns, type StoredIdentity } from './identity-store';
import { cursorPosition, firstStretches, stretchesFrom, type Stretch } from './list-order';
import type { ListParameters } from './list-parameters';

/** One page in list order. `hasMore` speaks about the direction that was asked for. */
export type StoredPage = { rows: StoredIdentity[]; hasMore: boolean };

/**
 * Reads one page. Filters apply before paging, and the cursor's row need not match them. `undefined` when the cursor
 * cannot be placed.
 */
export async function readPage(
  orm: Orm,
  {
    limit,
    cursor,
    order,
    search,
    tags,
  }: Pick<ListParameters, 'limit' | 'cursor' | 'order' | 'search' | 'tags'>,
): Promise<StoredPage | undefined> {
  const position = cursor && (await cursorPosition(orm, order, cursor));
  if (cursor !== undefined && position === undefined) return undefined;
  const side = cursor?.side ?? 'after';
  const stretches = position === undefined ? firstStretches(order) : stretchesFrom(position, side);
  const filter = and(searchFilter(search), tagFilter(tags));

  const wanted = limit + 1; // One more than shown says whether more follow.
  const rows: StoredIdentity[] = [];
  for (const stretch of stretches) {
    if (rows.length < wanted) rows.push(...(await selectStretch(orm, stretch, filter, wanted - rows.length)));
  }
  const shown = rows.slice(0, limit);
  return { rows: side === 'before' ? shown.reverse() : shown, hasMore: rows.length > limit };
}

/** The query of one stretch; apart, so that a test can ask Postgres how it would run it. */
export function selectStretch(orm: Orm, stretch: Stretch, filter: SQL | undefined, limit: number) {
  return orm
    .select(identityColumns)
    .from(identities)
    .where(and(stretch.where, filter))
    .orderBy(...stretch.orderBy)
    .limit(limit);
}

/** Case-insensitive literal substring of the display name, the email or the external id (disagreement 8). */
export function searchFilter(search: string | undefined): SQL | undefined {
  if (search === undefined) return undefined;
  const key = searchKey(search);
  const pattern = `%${key.replace(/[\\%_]/g, '\\$&')}%`;
  const found = and(
    like(identities.searchText, pattern),
    // Too short for the trigram index; the text itself decides, the pair (or the mark of a long text) only leads there.
    characterCount(key) === 2
      ? sql`search_pairs(${identities.searchText} collate "C") && array[${key}::text, chr(1)]`
      : undefined,
  );
  if (!pattern.includes('\n')) return found;
  // Lines part the fields of the search text, so a search that holds a line break must be found within one field.
  const within = [identities.displayName, identities.email, identities.externalId].map(
    (field) => sql`lower(${field}) like ${pattern}`,
  );
  return and(found, or(...within));
}

/** Any of the tags (disagreement 10). The index holds digests; the tags themselves decide. */
export function tagFilter(tags: readonly string[]): SQL | undefined {
  if (tags.length === 0) return undefined;
  return and(arrayOverlaps(identities.tagKeys, tags.map(tagKey)), arrayOverlaps(identities.tags, [...tags]));
}
