import { KEY_PREFIX, REPORTED_COLUMNS } from '@/lib/export/columns';
import { METADATA_KEY_MAX } from '@/lib/identity/metadata-value';
import type { ColumnTarget, ImportField } from './import-request';

/** What the columns of a file are likely to stand for, by their names alone. Pure. */

/** Other names of fields, written as `plain` writes a name. */
const SYNONYMS: Record<ImportField, readonly string[]> = {
  external_id: [
    'externalid',
    'userid',
    'customerid',
    'accountid',
    'clientid',
    'contactid',
    'externalidentifier',
    'externaluserid',
    'uid',
    'reference',
    'extid',
  ],
  display_name: ['displayname', 'name', 'fullname', 'username', 'customername', 'customer', 'label'],
  email: ['email', 'emailaddress', 'mail', 'emailid', 'useremail', 'contactemail', 'workemail'],
  avatar_url: ['avatarurl', 'avatar', 'picture', 'photo', 'pictureurl', 'photourl', 'image', 'imageurl'],
  tags: ['tags', 'tag', 'labels', 'groups', 'segments'],
  metadata: ['metadata', 'meta', 'attributes', 'properties', 'customattributes'],
};

/** Columns that the service fills by itself. */
const SET_BY_SERVICE = new Set(['_id', 'id', 'created', 'updated', 'workspace_id', 'object', '__v']);
/** Columns that hold what was used, allowed or ranked, of exports and of the API's own answers. */
const FIGURES = new Set(
  [...REPORTED_COLUMNS, 'metrics', 'budget', 'usage'].filter((name) => name !== 'name'),
);

/**
 * A guess for each column. Of several that read like one field the first exact name wins, then the first synonym; the
 * others become keys of the metadata. Where all of the metadata is in one column, the columns of single keys beside it,
 * which exports have, are passed over.
 *
 * @param knownKeys keys that identities have, the most frequent first: `Plan` is likely to mean the key `plan` that is there
 */
export function guessMapping(names: readonly string[], knownKeys: readonly string[] = []): ColumnTarget[] {
  const taken = new Map<ImportField, number>();
  for (const matches of [isExact, isAlike])
    for (const [field] of entriesOf(SYNONYMS))
      for (const [at, name] of names.entries())
        if (!taken.has(field) && ![...taken.values()].includes(at) && matches(field, name))
          taken.set(field, at);
  // A column `id` is the customer's own where no other is, unless the file is one of ours, which has `external_id`.
  const ownId = names.findIndex((name) => plain(name) === 'id' && name.trim() !== '_id');
  if (!taken.has('external_id') && ownId !== -1 && !names.includes('_id')) taken.set('external_id', ownId);

  // A key whose very name another column has is left to that.
  const own = new Set(names.map(keyOf));
  const likely = knownKeys.filter((key) => !own.has(key));
  const keys = new Set<string>();
  return names.map((name, at) => {
    const field = [...taken].find(([, column]) => column === at)?.[0];
    if (field !== undefined) return { to: field };
    const key = knownKeys.includes(keyOf(name)) ? keyOf(name) : knownKey(keyOf(name), likely);
    const isPassedOver =
      name.trim() === '' ||
      passedOverBecause(name) !== undefined ||
      (name.startsWith(KEY_PREFIX) && taken.has('metadata')) ||
      key.length > METADATA_KEY_MAX ||
      keys.has(key);
    if (isPassedOver) return { to: 'none' };
    keys.add(key);
    return { to: 'key', key };
  });
}

/** The key of the metadata that a column of this name would fill: `metadata.plan` and `plan` are both `plan`. */
export function keyOf(name: string): string {
  return name.startsWith(KEY_PREFIX) && name !== KEY_PREFIX ? name.slice(KEY_PREFIX.length) : name.trim();
}

function knownKey(key: string, known: readonly string[]): string {
  if (plain(key) === '') return key;
  return known.find((one) => plain(one) === plain(key)) ?? key;
}

/** Why a column of this name is not imported unless the operator wants it; undefined when there is no reason. */
export function passedOverBecause(name: string): string | undefined {
  if (SET_BY_SERVICE.has(name.trim())) return 'The service sets this by itself.';
  if (/^(import )*reason$/.test(name)) return 'Files of rejected rows say in it why a row was rejected.';
  if (FIGURES.has(name.trim())) return 'Figures and budgets are not imported.';
  return undefined;
}

function isExact(field: ImportField, name: string): boolean {
  return name.trim() === field;
}

function isAlike(field: ImportField, name: string): boolean {
  return SYNONYMS[field].includes(plain(name));
}

/** A name without case and without what parts its words: `User ID`, `user_id` and `userId` are one. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function entriesOf<Key extends string, Value>(record: Record<Key, Value>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
