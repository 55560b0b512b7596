import 'server-only';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import type { HeldJob } from './held-job';
import type { JobHandler, Plan } from './job-handler';
import { requestOf, type JobRow } from './job-row';

/** What would become of an identity as it is stored, with what is known of it. */
export function planFor(handler: JobHandler<unknown>, identity: IdentityRecord, row: JobRow): Plan {
  if (handler.plan === undefined) throw new Error(`Jobs of the kind ${row.kind} are not done to identities.`);
  return {
    ...handler.plan(identity, requestOf(row)),
    external_id: identity.external_id,
    name: identityName(identity),
  };
}

/** A job whose items are all put together waits for the operator's word. */
export async function setReady(job: HeldJob, total: number): Promise<void> {
  await job.change('preparing', { state: 'ready', total, cursor: null, waitingFor: null, resumeAt: null });
}
