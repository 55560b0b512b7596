import type { DialogIdentity } from '../dialog-identity';
import { CopyLink } from './copy-link';
import { DeleteButton } from './delete-button';
import { EditLink } from './edit-link';

/** What can be done with the identity on screen; its tags are edited where they stand, in the profile. */
export function DetailActions({ identity }: { identity: DialogIdentity }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2">
      <CopyLink id={identity._id} />
      <EditLink id={identity._id} />
      <DeleteButton identity={identity} />
    </div>
  );
}
