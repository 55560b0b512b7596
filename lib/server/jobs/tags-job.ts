import 'server-only';
import type { JobRequest } from '@/lib/jobs/schema';
import { changeTags, sameTags, tagsAfter } from '../bulk-changes';
import { endOf, lookUpCutOff, NO_TARGET } from './ended';
import type { JobHandler } from './job-handler';

/** What is noted before tags are changed: all of them, so that undoing can put back their order. */
export type TagsBefore = { tags: string[] };

/** Adds tags and removes others. */
export const tagsJob: JobHandler<Extract<JobRequest, { kind: 'tags' }>> = {
  permission: 'identity.write',
  plan({ tags }, change) {
    const to = tagsAfter(tags, change);
    if (sameTags(to, tags)) return { plan: 'leave' };
    return { plan: 'update', planned: { tags: { from: tags, to } } };
  },
  async perform(item, change, note) {
    if (item.target_id === undefined) return NO_TARGET;
    const found = await lookUpCutOff(item, (stored) =>
      stored === undefined ? undefined : sameTags(tagsAfter(stored.tags, change), stored.tags),
    );
    if (found !== undefined) return found;
    return endOf(
      await changeTags(item.target_id, change, (tags) =>
        note({ tags } satisfies { tags: readonly string[] }),
      ),
    );
  },
};
