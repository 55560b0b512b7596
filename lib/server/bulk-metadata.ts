import 'server-only';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { valuesOf } from '@/lib/identity/identity-values';
import { memberOf, withMember, withoutMember } from '@/lib/identity/metadata-member';
import { METADATA_BYTES_MAX, sameMetadata } from '@/lib/identity/metadata-text';
import { audited } from './audited';
import { editedChanges } from './audited-fields';
import { authorize } from './authorize';
import { remember, storedIdentity, withSince } from './identities';
import { LOOK_UP, mayBeDone, notDone } from './lost-answers';
import { upstream } from './upstream';

/** A change of one key of the metadata, made on many identities, each on its own: one call here is one identity. */

/** What was, or is to be, under the key: its JSON text and how many members stand before it. `null`: no such key. */
export type KeptMember = { text: string; at: number } | null;

export type MetadataChange = {
  key: string;
  /** The value's JSON text; `null` removes the key. */
  to: string | null;
  /** How many members are to stand before a new one. */
  at?: number;
  /** Of an undo: what must be there still. Anything else was put there by somebody since, and stays. */
  only?: string | null;
};

/** What a change does to one text. */
export type MetadataStep =
  | { does: 'stay' }
  | { does: 'write'; text: string; before: KeptMember }
  | { does: 'conflict'; reason: string };

/** What a change would do to a metadata text. Everything but the one member stays byte for byte. Pure. */
export function metadataStep(text: string, { key, to, at, only }: MetadataChange): MetadataStep {
  const member = memberOf(text, key);
  if (member.state === 'repeated')
    return { does: 'conflict', reason: `The metadata holds “${key}” more than once.` };
  if (member.state === 'unreadable')
    return { does: 'conflict', reason: 'The metadata cannot be edited exactly.' };
  const before = member.state === 'absent' ? null : { text: member.text, at: member.at };
  if (isSame(before?.text ?? null, to)) return { does: 'stay' };
  if (only !== undefined && !isSame(before?.text ?? null, only))
    return { does: 'conflict', reason: `“${key}” was changed again since.` };
  const after = to === null ? withoutMember(text, key) : withMember(text, key, to, at);
  const bytes = new TextEncoder().encode(after).length;
  if (to !== null && bytes > METADATA_BYTES_MAX)
    return { does: 'conflict', reason: `The metadata would be ${Math.ceil(bytes / 1024)} KiB; 64 KiB fit.` };
  return { does: 'write', text: after, before };
}

function isSame(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : sameMetadata(one, other);
}

/** Writes before a change is given up. */
const ROUNDS = 2;

/**
 * Sets or removes one key of an identity's metadata, on top of what is stored at this moment. A write that came too late
 * (412), or whose answer was lost, is followed by a new read and, while the key is still as it was, one more write.
 *
 * Errors: `invalid` when it cannot be done exactly, or the key was changed by somebody else meanwhile; `not-found`; those
 * of any call.
 *
 * @param id the `_id`
 * @param note hears what is stored under the key before anything is written
 */
export async function changeMetadata(
  id: string,
  change: MetadataChange,
  note?: (before: KeptMember) => Promise<void>,
): Promise<Outcome<{ status: 'changed' | 'unchanged' }>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  const read = await storedIdentity(id, { fresh: true });
  if (!read.ok) return read;
  // An external id may read like the `_id` of an identity that is gone.
  if (read.value._id !== id) return failed(GONE);
  const step = metadataStep(read.value.metadata_text, change);
  if (step.does === 'stay') return succeeded({ status: 'unchanged' });
  if (step.does === 'conflict') return failed(conflict(step.reason));
  await note?.(step.before);
  const stored = valuesOf(read.value);
  return audited(
    operator.value,
    'identity.edited',
    {
      targetId: id,
      targetExternalId: read.value.external_id,
      changes: editedChanges(stored, { ...stored, metadata_text: step.text }, ['metadata_text']),
    },
    () => write(id, change, read, note),
  );
}

const GONE: AppError = { kind: 'not-found', message: 'Identity not found' };

function conflict(reason: string): AppError {
  return { kind: 'invalid', message: reason, fields: {} };
}

async function write(
  id: string,
  change: MetadataChange,
  first: Outcome<IdentityRecord>,
  note?: (before: KeptMember) => Promise<void>,
): Promise<Outcome<{ status: 'changed' | 'unchanged' }>> {
  const client = await upstream();
  let lost: AppError | undefined;
  let before: KeptMember | undefined;
  for (let round = 1; ; round += 1) {
    const read =
      round === 1 ? first : await storedIdentity(id, { fresh: true, ...(lost !== undefined && LOOK_UP) });
    if (!read.ok) return failed(withSince(lost ?? read.error));
    if (read.value._id !== id) return failed(GONE);
    const step = metadataStep(read.value.metadata_text, change);
    if (step.does === 'stay') return succeeded({ status: lost === undefined ? 'unchanged' : 'changed' });
    if (step.does === 'conflict') return failed(lost ?? conflict(step.reason));
    // Unlike tags a key holds one value: what somebody else put there after a lost answer is not written over.
    if (lost !== undefined && !isSame(step.before?.text ?? null, before?.text ?? null)) return failed(lost);
    if (lost !== undefined && round > ROUNDS) return failed(withSince(notDone(lost)));
    before = step.before;
    if (round > 1) await note?.(before);

    const written = await client.update(
      id,
      { metadata_text: step.text },
      { ifUnchangedSince: read.value.updated },
    );
    if (written.ok) return asWritten(written.value, change);
    const { error } = written;
    const late = error.kind === 'upstream' && error.status === 412;
    if (mayBeDone(error)) lost = error;
    else if (!late || round === ROUNDS) {
      const pending = lost === undefined ? undefined : notDone(lost);
      return failed(withSince(pending !== undefined && mayBeDone(pending) ? pending : error));
    }
  }
}

/** A success says what is stored; whether that is what was asked is checked, not believed. */
function asWritten(
  record: IdentityRecord,
  change: MetadataChange,
): Outcome<{ status: 'changed' | 'unchanged' }> {
  remember(record);
  if (metadataStep(record.metadata_text, change).does === 'stay') return succeeded({ status: 'changed' });
  return failed({
    kind: 'upstream',
    status: 200,
    message:
      'The service answered that the metadata was changed, but it still has another value. Look at what is stored.',
  });
}
