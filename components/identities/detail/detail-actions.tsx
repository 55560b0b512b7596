import type { CallTarget } from '@/lib/copy-as/call-target';
import { CopyAsButton } from '../copy-as/copy-as-button';
import type { DialogIdentity } from '../dialog-identity';
import { CopyLink } from './copy-link';
import { DeleteButton } from './delete-button';
import { EditLink } from './edit-link';

/** What can be done with the identity on screen; its tags are edited where they stand, in the profile. */
export function DetailActions({
  identity,
  callTarget,
}: {
  identity: DialogIdentity;
  callTarget: CallTarget;
}) {
  return (
    <div className="flex max-w-full shrink-0 flex-wrap items-center gap-2">
      <CopyLink id={identity._id} />
      <CopyAsButton id={identity._id} target={callTarget} />
      <EditLink id={identity._id} />
      <DeleteButton identity={identity} />
    </div>
  );
}
