import 'server-only';
import { and, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import { nameKey, searchText, tagKey } from '@/lib/db/identity-keys';
import type { Orm } from '@/lib/db/database';
import { deletedIdentities, identities, workspace } from '@/lib/db/schema';
import { deleteBudgetOf } from './budget-store';
import type { IdentityFields } from './identity-bodies';

/** An identity as stored. `null` is unset; `metadataText` is the JSON text as sent. */
export type StoredIdentity = IdentityFields & {
  id: string;
  externalId: string;
  workspaceId: string;
  /** False for identities whose host reports no figures. */
  reportsUsage: boolean;
  created: Date;
  updated: Date;
};

/** The columns of a `StoredIdentity`. Metadata is read as text: parsing would round and reorder it. */
export const identityColumns = {
  id: identities.id,
  externalId: identities.externalId,
  workspaceId: sql<string>`(select ${workspace.id} from ${workspace})`,
  displayName: identities.displayName,
  email: identities.email,
  avatarUrl: identities.avatarUrl,
  tags: identities.tags,
  metadataText: sql<string>`${identities.metadata}::text`,
  reportsUsage: identities.reportsUsage,
  created: identities.created,
  updated: identities.updated,
};

/** The versions, by `updated`, on which a change may go ahead: the caller's `If-Match`. */
export type Versions = readonly Date[] | 'any';

function isAmong({ updated }: StoredIdentity, versions: Versions): boolean {
  return versions === 'any' || versions.some((version) => version.getTime() === updated.getTime());
}

/** The identity that a reference names: by `_id`, else by external id (disagreement 15). */
export async function readIdentity(orm: Orm, reference: string): Promise<StoredIdentity | undefined> {
  // Two steps: nearly all references are an `_id`, and looking for either of the two takes twice as long.
  const [byId] = await orm.select(identityColumns).from(identities).where(eq(identities.id, reference));
  return byId ?? (await selectIdentity(orm, reference))[0];
}

/** Stores a new identity. `'taken'` when the external id is, also when another create wins at the same moment. */
export async function createIdentity(
  orm: Orm,
  identity: IdentityFields & { id: string; externalId: string; created: Date },
): Promise<StoredIdentity | 'taken'> {
  const [stored] = await orm
    .insert(identities)
    .values({
      id: identity.id,
      externalId: identity.externalId,
      created: identity.created,
      updated: identity.created,
      ...columnValues(identity),
      ...derivedValues(identity),
    })
    .onConflictDoNothing({ target: identities.externalId })
    .returning(identityColumns);
  return stored ?? 'taken';
}

/**
 * Changes an identity. The row is locked from reading to writing, so no change between the two is lost. `updated`
 * grows with every change, by at least a millisecond, and stays when nothing changes: it is the version of the row.
 */
export async function updateIdentity(
  orm: Orm,
  reference: string,
  changes: Partial<IdentityFields>,
  versions: Versions,
  now: Date,
): Promise<StoredIdentity | 'not-found' | 'other-version'> {
  const changedAtOnce = await updateAtOnce(orm, reference, changes, versions, now);
  if (changedAtOnce !== undefined) return changedAtOnce;
  return orm.transaction(async (transaction) => {
    const [stored] = await selectIdentity(transaction, reference).for('update');
    if (stored === undefined) return 'not-found';
    if (!isAmong(stored, versions)) return 'other-version';
    const changed = { ...stored, ...changes };
    if (sameFields(stored, changed)) return stored;
    const updated = new Date(Math.max(now.getTime(), stored.updated.getTime() + 1));
    await transaction
      .update(identities)
      .set({ ...columnValues(changed), ...derivedValues(changed), updated })
      .where(eq(identities.id, stored.id));
    return { ...changed, updated };
  });
}

/**
 * Changes tags and metadata, from which no other column is made but by themselves, in a single statement: what jobs do many
 * thousand times. Undefined when that changed nothing, for whatever reason.
 */
async function updateAtOnce(
  orm: Orm,
  id: string,
  { tags, metadataText, ...others }: Partial<IdentityFields>,
  versions: Versions,
  now: Date,
): Promise<StoredIdentity | undefined> {
  if (Object.keys(others).length > 0 || (tags === undefined && metadataText === undefined)) return undefined;
  const differs = [
    ...(tags === undefined ? [] : [ne(identities.tags, tags)]),
    ...(metadataText === undefined ? [] : [sql`${identities.metadata}::text <> ${metadataText}`]),
  ];
  const [stored] = await orm
    .update(identities)
    .set({
      ...(tags !== undefined && { tags, tagKeys: tagKeys(tags) }),
      ...(metadataText !== undefined && { metadata: jsonText(metadataText) }),
      updated: sql`greatest(${now.toISOString()}::timestamptz, ${identities.updated} + interval '1 millisecond')`,
    })
    .where(
      and(
        eq(identities.id, id),
        versions === 'any' ? undefined : inArray(identities.updated, [...versions]),
        or(...differs),
      ),
    )
    .returning(identityColumns);
  return stored;
}

/** Deletes an identity for good, and its budget with it. Its place in the lists is kept for cursors that name it. */
export async function deleteIdentity(
  orm: Orm,
  reference: string,
  versions: Versions,
  now: Date,
): Promise<'deleted' | 'not-found' | 'other-version'> {
  return orm.transaction(async (transaction) => {
    const [stored] = await selectIdentity(transaction, reference).for('update');
    if (stored === undefined) return 'not-found';
    if (!isAmong(stored, versions)) return 'other-version';
    const place = {
      nameKey: nameKey(stored.displayName),
      created: stored.created,
      updated: stored.updated,
      deleted: now,
    };
    await transaction
      .insert(deletedIdentities)
      .values({ id: stored.id, ...place })
      .onConflictDoUpdate({ target: deletedIdentities.id, set: place });
    await deleteBudgetOf(transaction, stored.externalId);
    await transaction.delete(identities).where(eq(identities.id, stored.id));
    return 'deleted';
  });
}

/** The query of one identity by either reference, for callers that lock the row. */
export function selectIdentity(orm: Orm, reference: string) {
  return orm
    .select(identityColumns)
    .from(identities)
    .where(or(eq(identities.id, reference), eq(identities.externalId, reference)))
    .orderBy(sql`${identities.id} = ${reference} desc`)
    .limit(1);
}

function columnValues(identity: IdentityFields) {
  return {
    displayName: identity.displayName,
    email: identity.email,
    avatarUrl: identity.avatarUrl,
    tags: identity.tags,
    metadata: jsonText(identity.metadataText),
  };
}

function derivedValues(identity: IdentityFields & { externalId: string }) {
  return {
    nameKey: nameKey(identity.displayName),
    searchText: searchText(identity),
    tagKeys: tagKeys(identity.tags),
  };
}

function tagKeys(tags: readonly string[]): string[] {
  return [...new Set(tags.map(tagKey))];
}

/** A `json` column keeps the text it is given; the driver's own way would parse and print it anew. */
function jsonText(text: string): SQL {
  return sql`${text}::json`;
}

function sameFields(one: IdentityFields, other: IdentityFields): boolean {
  return (
    one.displayName === other.displayName &&
    one.email === other.email &&
    one.avatarUrl === other.avatarUrl &&
    one.metadataText === other.metadataText &&
    one.tags.length === other.tags.length &&
    one.tags.every((tag, at) => tag === other.tags[at])
  );
}
