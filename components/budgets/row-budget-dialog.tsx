'use client';

import { useQuery } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import type { DialogIdentity } from '@/components/identities/dialog-identity';
import { Dialog } from '@/components/ui/dialog';
import { identityName } from '@/lib/identity/identity-name';
import { budgetOptions } from '@/lib/queries/budgets';
import { queryError } from '@/lib/queries/outcome-json';
import BudgetDialog from './budget-dialog';

/** The dialog for a row of the list, which knows little of its budget: it is read first. */
export default function RowBudgetDialog({
  identity,
  opener,
  onClose,
}: {
  identity: DialogIdentity;
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  // Read once: a form must not be opened anew under the hand.
  const { data, error, isFetching, refetch } = useQuery({
    ...budgetOptions(identity.external_id),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const [read, setRead] = useState<typeof data>();
  if (read === undefined && data !== undefined && !isFetching) setRead(data);
  if (read?.state === 'set' || read?.state === 'none')
    return (
      <BudgetDialog
        identity={identity}
        budget={read.state === 'set' ? read.budget : undefined}
        opener={opener}
        onClose={onClose}
      />
    );
  return (
    <Dialog title="Budget" description={identityName(identity)} opener={opener} onClose={onClose}>
      <div className="px-5 pt-2 pb-5">
        {read?.state === 'unavailable' ? (
          <p>
            Budgets cannot be read here: this orq.ai host has none, or the API key of this dashboard may not
            see them.
          </p>
        ) : error !== null ? (
          <ErrorNotice
            error={queryError(error)}
            doing="read"
            onRetry={() => void refetch()}
            retrying={isFetching}
            className="mb-0"
          />
        ) : (
          <div role="status" aria-label="Loading the budget" className="skeleton-late">
            <div className="skeleton h-40" />
          </div>
        )}
      </div>
    </Dialog>
  );
}
