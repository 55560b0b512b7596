'use client';

import { useRef, useState, type RefObject } from 'react';
import type { DialogIdentity } from '@/components/identities/dialog-identity';
import { Dialog } from '@/components/ui/dialog';
import type { Budget } from '@/lib/budget/schema';
import { identityName } from '@/lib/identity/identity-name';
import { BudgetForm } from './budget-form';

/** Sets or changes the budget of an identity where it is shown. */
export default function BudgetDialog({
  identity,
  budget,
  opener,
  onClose,
}: {
  identity: DialogIdentity;
  budget: Budget | undefined;
  /** Takes the focus when the dialog closes. */
  opener?: RefObject<HTMLElement | null> | undefined;
  onClose: () => void;
}) {
  const busyRef = useRef(false);
  const [exists, setExists] = useState(budget !== undefined);
  return (
    <Dialog
      title={exists ? 'Edit budget' : 'Set budget'}
      description={identityName(identity)}
      opener={opener}
      // The buttons stand still at the foot; what takes the focus must not lie under them.
      className="scroll-pb-16"
      onClose={() => !busyRef.current && onClose()}
    >
      <BudgetForm
        identity={identity}
        budget={budget}
        busyRef={busyRef}
        onExists={setExists}
        onClose={onClose}
      />
    </Dialog>
  );
}
