import 'server-only';
import type { JobRequest } from '@/lib/jobs/schema';
import { deleteIdentity } from '../identity-changes';
import { failedItem, lookUpCutOff, NO_TARGET } from './ended';
import type { JobHandler } from './job-handler';

/** Deletes identities. Cannot be undone by a job: what comes back from the audit log has another `_id`. */
export const deleteJob: JobHandler<Extract<JobRequest, { kind: 'delete' }>> = {
  permission: 'identity.delete',
  plan: () => ({ plan: 'update' }),
  async perform(item, _request, note) {
    if (item.target_id === undefined) return NO_TARGET;
    const found = await lookUpCutOff(item, (stored) => stored === undefined);
    if (found !== undefined) return found;
    await note({});
    // One that is gone already has no entry of ours, and counts as unchanged.
    const outcome = await deleteIdentity(item.target_id);
    return outcome.ok ? { state: 'done' } : failedItem(outcome.error);
  },
};
