import 'server-only';
import { asc, gt } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { identities } from '@/lib/db/schema';
import { identityColumns, type StoredIdentity } from '@/lib/embedded-api/identity-store';

/** Identities read at once. */
const PAGE_ROWS = 1_000;

/** All identities in the order of their `_id`, a page in memory at a time. */
export async function* storedIdentities(orm: Orm): AsyncGenerator<StoredIdentity[]> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: StoredIdentity[] = await orm
      .select(identityColumns)
      .from(identities)
      .where(gt(identities.id, after))
      .orderBy(asc(identities.id))
      .limit(PAGE_ROWS);
    if (page.length > 0) yield page;
    after = page.length < PAGE_ROWS ? undefined : page.at(-1)?.id;
  }
}

/** Runs `read` on one unchanging view of the store, however long it takes and whatever others write. */
export function onSnapshot<T>(orm: Orm, read: (snapshot: Orm) => Promise<T>): Promise<T> {
  return orm.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}
