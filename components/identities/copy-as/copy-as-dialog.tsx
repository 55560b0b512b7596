'use client';

import { Dialog } from '@/components/ui/dialog';
import { retrieveCall } from '@/lib/copy-as/api-call';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { CallCode } from './call-code';

/** The call that gives what an identity's page shows, as code. */
export default function CopyAsDialog({
  id,
  target,
  first,
  onClose,
}: {
  id: string;
  target: CallTarget;
  /** How the language is called that it begins with. */
  first?: string | undefined;
  onClose: () => void;
}) {
  const call = retrieveCall(target, id);
  return (
    <Dialog
      title="Copy as code"
      description="The call that reads this identity with its figures."
      onClose={onClose}
      className="sm:max-w-2xl"
    >
      <div className="px-5 pt-2 pb-5">
        {call === undefined ? (
          <p className="text-muted">No address can name this ID, so there is no call that reads it.</p>
        ) : (
          <CallCode call={call} target={target} first={first} />
        )}
      </div>
    </Dialog>
  );
}
