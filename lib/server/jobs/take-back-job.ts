import 'server-only';
import * as z from 'zod';
import { failed, succeeded } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { identityName } from '@/lib/identity/identity-name';
import type { JobRequest } from '@/lib/jobs/schema';
import { changeTags, sameTags, tagsAfter, type TagChange } from '../bulk-changes';
import { changeMetadata, type MetadataChange } from '../bulk-metadata';
import { storedIdentity } from '../identities';
import { endOf, lookUpCutOff, NO_TARGET } from './ended';
import type { Done, JobHandler, Plan, Work } from './job-handler';
import { isMade, planOf, type MetadataBefore } from './metadata-job';
import type { TagsBefore } from './tags-job';

/**
 * Undoes what another job did: what it added goes, what it removed comes back, and nothing else. Only items that it
 * really changed are undone; what somebody has changed since stays as they left it.
 */

/** What the server adds to the request: what the other job was asked for. */
export type TakeBackRequest = Extract<JobRequest, { kind: 'take-back' }> & {
  of: Extract<JobRequest, { kind: 'tags' | 'metadata' }>;
};

/** An item of the other job as it is kept with the item that undoes it. */
const undone = z.object({ before: z.unknown(), entry: z.string().nullable() });

type Back = { tags: TagChange } | { metadata: MetadataChange };

export const takeBackJob: JobHandler<TakeBackRequest> = {
  permission: 'identity.write',
  leavesUnchanged: true,
  told: ({ input }) => {
    const { entry } = undone.parse(input);
    return entry === null ? {} : { undoes: entry };
  },
  async check(item, request) {
    const id = item.target_id ?? '';
    const read = await storedIdentity(id, { fresh: true });
    if (!read.ok && read.error.kind !== 'not-found') return failed(read.error);
    if (!read.ok || read.value._id !== id)
      return succeeded({ plan: 'reject', reason: 'It has been deleted since.' });
    return succeeded({ ...planBack(read.value, backOf(item, request)), name: identityName(read.value) });
  },
  async perform(item, request, note): Promise<Done> {
    if (item.target_id === undefined) return NO_TARGET;
    const back = backOf(item, request);
    const found = await lookUpCutOff(item, (stored) =>
      stored === undefined ? undefined : isBack(stored, back, item.before),
    );
    if (found !== undefined) return found;
    return endOf(
      'tags' in back
        ? await changeTags(item.target_id, back.tags, (tags) => note({ tags }))
        : await changeMetadata(item.target_id, back.metadata, (member) => note({ member })),
    );
  },
};

/** The change that undoes one item. */
function backOf({ input }: Work, { of }: TakeBackRequest): Back {
  const { before } = undone.parse(input);
  if (of.kind === 'tags') {
    const { tags } = before as TagsBefore;
    return {
      tags: {
        add: of.remove.filter((tag) => tags.includes(tag)),
        remove: of.add.filter((tag) => !tags.includes(tag)),
        exactly: { from: tagsAfter(tags, of), to: tags },
      },
    };
  }
  const { member } = before as MetadataBefore;
  return {
    metadata: {
      key: of.key,
      to: member?.text ?? null,
      ...(member !== null && { at: member.at }),
      only: of.value_text ?? null,
    },
  };
}

function planBack(identity: IdentityRecord, back: Back): Plan {
  if ('metadata' in back) return planOf(identity.metadata_text, back.metadata);
  const { tags } = identity;
  const to = tagsAfter(tags, back.tags);
  return sameTags(to, tags)
    ? { plan: 'leave', reason: 'It is as it was before already.' }
    : { plan: 'update', planned: { tags: { from: tags, to } } };
}

function isBack(stored: IdentityRecord, back: Back, noted: unknown): boolean | undefined {
  return 'tags' in back
    ? sameTags(tagsAfter(stored.tags, back.tags), stored.tags)
    : isMade(stored.metadata_text, back.metadata, noted);
}
