import { formatCount } from '@/lib/format/numbers';
import type { DialogIdentity } from '../dialog-identity';

/** What is lost with an identity, and what stays. */
export function DeletionStakes({ identity }: { identity: DialogIdentity }) {
  return (
    <ul className="list-disc space-y-1 pl-5">
      <li>Its name, email, tags and metadata are deleted for good, and its budget goes with it.</li>
      <li>{requestWords(identity.metrics?.total_requests)}</li>
      <li>
        Usage stays on record under the external ID. A later request that names this external ID creates the
        identity again, without what is deleted here.
      </li>
    </ul>
  );
}

function requestWords(requests: number | undefined): string {
  if (requests === undefined) return 'Its requests of the last 30 days are not reported: it may be in use.';
  if (requests === 0) return 'It made no requests in the last 30 days.';
  return `It made ${formatCount(requests)} ${requests === 1 ? 'request' : 'requests'} in the last 30 days: it is in use.`;
}
