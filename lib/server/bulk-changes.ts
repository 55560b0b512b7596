import 'server-only';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { IdentityRecord, IdentityRow } from '@/lib/identity/identity-record';
import { audited } from './audited';
import { taggedChanges } from './audited-fields';
import { authorize } from './authorize';
import { remember, storedIdentity, withSince } from './identities';
import { LOOK_UP, mayBeDone, notDone } from './lost-answers';
import { upstream } from './upstream';

/** Changes that are made on many identities, each on its own: one call here is one identity. */

/** Tags to add and tags to remove, as sets; no tag is in both. */
export type TagChange = {
  add: readonly string[];
  remove: readonly string[];
  /** Of an undo: where just these tags are stored still, they become those of before, in their order. */
  exactly?: { from: readonly string[]; to: readonly string[] };
};

/** How a change of tags ended, with the identity as it is stored now. */
export type TagsChanged = { status: 'changed' | 'unchanged'; row: IdentityRow };

/** A list of tags after a change: what stays keeps its order, what is new stands at the end. */
export function tagsAfter(tags: readonly string[], { add, remove, exactly }: TagChange): string[] {
  if (exactly !== undefined && sameTags(tags, exactly.from)) return [...exactly.to];
  const kept = tags.filter((tag) => !remove.includes(tag));
  return [...kept, ...new Set(add.filter((tag) => !kept.includes(tag)))];
}

/** Writes before a change is given up. */
const ROUNDS = 2;

/**
 * Adds tags to one identity and removes others, on top of what is stored at this moment: what someone else tagged
 * meanwhile stays.
 *
 * A write that came too late (412), or whose answer was lost, is followed by a new read and, when it is still due, one
 * more write. That is not a blind repeat: adding to a set and removing from it end the same however often they happen.
 *
 * @param id the `_id`
 * @param note hears the tags that are stored before anything is written; what cannot be noted is not written
 */
export async function changeTags(
  id: string,
  change: TagChange,
  note?: (before: readonly string[]) => Promise<void>,
): Promise<Outcome<TagsChanged>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const read = await storedIdentity(id, { fresh: true });
  if (!read.ok) return read;
  const { _id, external_id, tags } = read.value;
  // An external id may read like the `_id` of an identity that is gone.
  if (_id !== id) return failed({ kind: 'not-found', message: 'Identity not found' });
  if (sameTags(tagsAfter(tags, change), tags))
    return succeeded({ status: 'unchanged', row: asRow(read.value) });
  await note?.(tags);
  return audited(
    operator.value,
    'identity.tagged',
    { targetId: id, targetExternalId: external_id, changes: taggedChanges(tags, tagsAfter(tags, change)) },
    () => writeTags(id, change, read, note),
  );
}

async function writeTags(
  id: string,
  change: TagChange,
  first: Outcome<IdentityRecord>,
  note?: (before: readonly string[]) => Promise<void>,
): Promise<Outcome<TagsChanged>> {
  const client = await upstream();
  let lost: AppError | undefined;
  for (let round = 1; ; round += 1) {
    const read =
      round === 1 ? first : await storedIdentity(id, { fresh: true, ...(lost !== undefined && LOOK_UP) });
    if (!read.ok) return failed(withSince(lost ?? read.error));
    const { _id, tags, updated } = read.value;
    if (_id !== id) return failed({ kind: 'not-found', message: 'Identity not found' });
    const wanted = tagsAfter(tags, change);
    if (sameTags(wanted, tags))
      return succeeded({ status: lost === undefined ? 'unchanged' : 'changed', row: asRow(read.value) });
    if (lost !== undefined && round > ROUNDS) return failed(withSince(notDone(lost)));

    if (round > 1) await note?.(tags);
    const written = await client.update(id, { tags: wanted }, { ifUnchangedSince: updated });
    if (written.ok) return asWritten(written.value, change);
    const { error } = written;
    const late = error.kind === 'upstream' && error.status === 412;
    if (mayBeDone(error)) lost = error;
    else if (!late || round === ROUNDS) {
      // A refusal of this write says nothing about the one before, which may still come.
      const pending = lost === undefined ? undefined : notDone(lost);
      return failed(withSince(pending !== undefined && mayBeDone(pending) ? pending : error));
    }
  }
}

/** A success says what is stored; whether that is what was asked is checked, not believed. */
function asWritten(record: IdentityRecord, change: TagChange): Outcome<TagsChanged> {
  remember(record);
  if (sameTags(tagsAfter(record.tags, change), record.tags))
    return succeeded({ status: 'changed', row: asRow(record) });
  return failed({
    kind: 'upstream',
    status: 200,
    message:
      'The service answered that the tags were changed, but it still has others. Look at what is stored.',
  });
}

/** Whether two lists hold the same tags in the same order. */
export function sameTags(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((tag, at) => tag === other[at]);
}

function asRow({ metadata_text: _metadata, workspace_id: _workspace, ...row }: IdentityRecord): IdentityRow {
  return row;
}
